"""restrictChatMember: somebody may do less, or everything again."""

from sandbox import membership
from sandbox.call import Call
from sandbox.chats import PERMISSIONS, Member
from sandbox.errors import bad_request
from sandbox.moderation import subject


def restrict_chat_member(call: Call) -> bool:
    """True; supergroups only. All permissions lift the restriction."""
    given = call.json("permissions", "permissions")
    if not isinstance(given, dict):
        raise bad_request("object expected as permissions")
    chat, user = subject(call, "can_restrict_members", supergroup=True)
    permissions = frozenset(name for name in PERMISSIONS if given.get(name))
    if permissions >= chat.permissions:
        after = Member(user, "member")
    else:
        present, until = chat.has(user.id), call.integer("until_date")
        after = Member(user, "restricted", permissions=permissions, is_member=present, until=until)
    membership.change(call.telegram, chat, after, call.bot.user)
    return True
