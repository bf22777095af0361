"""banChatMember: somebody is removed and may not come back."""

from sandbox import membership
from sandbox.call import Call
from sandbox.moderation import subject


def ban_chat_member(call: Call) -> bool:
    """True."""
    chat, user = subject(call, "can_restrict_members")
    membership.kick(call.telegram, chat, user, call.bot.user, call.integer("until_date"))
    return True
