"""sendMessage: a text to a chat."""

from sandbox.call import Call
from sandbox.entities import check_text
from sandbox.errors import bad_request
from sandbox.objects import Json
from sandbox.sending import read_words, send


def send_message(call: Call) -> Json:
    """Message. An empty text and wrong markup are refused before the chat is looked up."""
    if not call.text("text"):
        raise bad_request("message text is empty")
    given = call.json("entities", "message entities")
    words = read_words(call, call.text("text"), call.text("parse_mode"), given)
    check_text(words.text)
    return send(call, "text messages", words)
