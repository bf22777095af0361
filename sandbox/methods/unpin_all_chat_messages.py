"""unpinAllChatMessages: nothing stands at the top any more."""

from sandbox.access import Access, check_right
from sandbox.call import Call
from sandbox.methods.pin_chat_message import NO_RIGHT


def unpin_all_chat_messages(call: Call) -> bool:
    """True, also where nothing was pinned."""
    chat = call.chat(Access.WRITE)
    check_right(call.bot, chat, "can_pin_messages", NO_RIGHT)
    chat.pinned.clear()
    call.telegram.events.tell("pin", chat, None)
    return True
