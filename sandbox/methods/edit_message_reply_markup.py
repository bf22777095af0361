"""editMessageReplyMarkup: other buttons, or none."""

from sandbox.call import Call
from sandbox.editing import edit, own_message
from sandbox.keyboards import check_markup
from sandbox.objects import Json


def edit_message_reply_markup(call: Call) -> Json:
    """Message. The words stay."""
    markup = check_markup(call.markup(), inline_only=True)
    message = own_message(call)
    return edit(call, message, message.text, message.entities, markup)
