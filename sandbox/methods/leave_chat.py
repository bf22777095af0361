"""leaveChat: the bot goes."""

from sandbox import membership
from sandbox.access import Access
from sandbox.call import Call
from sandbox.errors import bad_request


def leave_chat(call: Call) -> bool:
    """True."""
    chat = call.chat(Access.EDIT)
    if chat.person is not None:
        raise bad_request("chat can't be left")
    membership.leave(call.telegram, chat, call.bot.user)
    return True
