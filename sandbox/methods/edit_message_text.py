"""editMessageText: new words in a message of the bot."""

from sandbox.call import Call
from sandbox.editing import edit, own_message
from sandbox.entities import check_text
from sandbox.errors import bad_request
from sandbox.keyboards import check_markup
from sandbox.objects import Json
from sandbox.sending import read_words


def edit_message_text(call: Call) -> Json:
    """Message. Without reply_markup the buttons go; 400 where nothing changes."""
    if not call.text("text"):
        raise bad_request("message text is empty")
    given = call.json("entities", "message entities")
    words = read_words(call, call.text("text"), call.text("parse_mode"), given)
    check_text(words.text)
    markup = check_markup(call.markup(), inline_only=True)
    message = own_message(call)
    if message.media is not None:
        raise bad_request("there is no text in the message to edit")
    return edit(call, message, words.text, words.entities, markup)
