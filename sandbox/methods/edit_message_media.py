"""editMessageMedia: another picture or file in place of the old one."""

from sandbox.call import Call
from sandbox.editing import edit, own_message
from sandbox.errors import bad_request
from sandbox.keyboards import check_markup
from sandbox.objects import Json
from sandbox.sending import read_input_media


def edit_message_media(call: Call) -> Json:
    """Message. Only photos and documents; text messages may get media too."""
    given = call.json("media", "input media")
    markup = check_markup(call.markup(), inline_only=True)
    message = own_message(call)
    if message.album is not None and given.get("type") != (message.media and message.media.kind):
        raise bad_request("can't edit media of an album to another type")
    words, media = read_input_media(call, given)
    message.media = media
    return edit(call, message, words.text or None, words.entities, markup, changed=True)
