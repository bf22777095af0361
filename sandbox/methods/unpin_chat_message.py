"""unpinChatMessage: one message, or the newest, stands at the top no more."""

from sandbox.access import Access, check_right
from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.methods.pin_chat_message import NO_RIGHT


def unpin_chat_message(call: Call) -> bool:
    """True; 400 where nothing is pinned."""
    chat = call.chat(Access.WRITE)
    check_right(call.bot, chat, "can_pin_messages", NO_RIGHT)
    message_id = call.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    call.telegram.events.tell("pin", chat, chat.messages.get(message_id))
    return True
