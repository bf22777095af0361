"""promoteChatMember: somebody gets or loses an administrator's rights."""

from sandbox import membership
from sandbox.call import Call
from sandbox.chats import ADMIN_RIGHTS
from sandbox.errors import bad_request
from sandbox.moderation import subject


def promote_chat_member(call: Call) -> bool:
    """True. Without any right the person is a plain member again; a bot gives only rights that it has."""
    chat, user = subject(call, "can_promote_members")
    if not chat.has(user.id):
        raise bad_request("USER_NOT_PARTICIPANT")
    rights = frozenset(right for right in ADMIN_RIGHTS if call.boolean(right))
    own = chat.member(call.bot.user)
    if any(not own.may(right) for right in rights - {"can_manage_chat"}):
        raise bad_request("RIGHT_FORBIDDEN")
    if rights:
        anonymous = call.boolean("is_anonymous")
        given = rights | {"can_manage_chat"}
        membership.promote(call.telegram, chat, user, call.bot.user, rights=given, anonymous=anonymous)
    else:
        membership.demote(call.telegram, chat, user, call.bot.user)
    return True
