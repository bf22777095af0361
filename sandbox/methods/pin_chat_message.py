"""pinChatMessage: a message stands at the top of the chat."""

from sandbox.access import Access, check_right
from sandbox.call import Call
from sandbox.posting import post

NO_RIGHT = "not enough rights to manage pinned messages in the chat"


def pin_chat_message(call: Call) -> bool:
    """True. A service message tells of it."""
    chat = call.chat(Access.WRITE)
    check_right(call.bot, chat, "can_pin_messages", NO_RIGHT)
    message = call.message(chat, "message to pin not found")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    call.telegram.events.tell("pin", chat, message)
    post(call.telegram, chat, call.bot.user, service={"pinned": message.id})
    return True
