"""copyMessage: a message again in another chat, as the bot's own."""

from sandbox.access import Access
from sandbox.call import Call
from sandbox.copying import original
from sandbox.keyboards import check_markup
from sandbox.objects import Json
from sandbox.posting import post
from sandbox.sending import Words, read_caption, read_reply


def copy_message(call: Call) -> Json:
    """MessageId. A given caption replaces that of media."""
    markup = check_markup(call.markup())
    words = read_caption(call) if "caption" in call.values else None
    chat = call.chat(Access.WRITE)
    source = original(call, "copy")
    if words is None or source.media is None:
        words = Words(source.text or "", source.entities)
    reply_to, more = read_reply(call, chat)
    call.telegram.flood.admit(call.bot, chat)
    message = post(
        call.telegram,
        chat,
        call.bot.user,
        text=words.text or None,
        entities=words.entities,
        media=source.media,
        markup=markup,
        reply_to=reply_to,
        more=more,
    )
    return {"message_id": message.id}
