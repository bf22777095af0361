"""unbanChatMember: somebody may come back."""

from sandbox import membership
from sandbox.call import Call
from sandbox.chats import Member
from sandbox.moderation import subject


def unban_chat_member(call: Call) -> bool:
    """True. A member who is not banned is removed by it, unless only_if_banned."""
    chat, user = subject(call, "can_restrict_members", supergroup=True)
    banned = chat.member(user).status == "kicked"
    if banned:
        membership.change(call.telegram, chat, Member(user, "left"), call.bot.user)
    elif not call.boolean("only_if_banned") and chat.has(user.id):
        membership.leave(call.telegram, chat, user)
    return True
