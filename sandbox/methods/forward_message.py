"""forwardMessage: a message again in another chat, with its origin."""

from sandbox.access import Access
from sandbox.call import Call
from sandbox.copying import origin, original
from sandbox.message_objects import message_json
from sandbox.objects import Json
from sandbox.posting import post


def forward_message(call: Call) -> Json:
    """Message with forward_origin; buttons stay behind."""
    chat = call.chat(Access.WRITE)
    source = original(call, "forward")
    call.telegram.flood.admit(call.bot, chat)
    message = post(
        call.telegram,
        chat,
        call.bot.user,
        text=source.text,
        entities=source.entities,
        media=source.media,
        more={"forward_origin": origin(source)},
    )
    return message_json(message, call.bot.id)
