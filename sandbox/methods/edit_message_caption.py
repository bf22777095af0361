"""editMessageCaption: new words under a picture or file of the bot."""

from sandbox.call import Call
from sandbox.editing import edit, own_message
from sandbox.errors import bad_request
from sandbox.keyboards import check_markup
from sandbox.objects import Json
from sandbox.sending import read_caption


def edit_message_caption(call: Call) -> Json:
    """Message. Without caption the old one goes."""
    words = read_caption(call)
    markup = check_markup(call.markup(), inline_only=True)
    message = own_message(call)
    if message.media is None or message.media.kind == "location":
        raise bad_request("there is no caption in the message to edit")
    return edit(call, message, words.text or None, words.entities, markup)
