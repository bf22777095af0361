"""answerCallbackQuery: the spinner on a pressed button ends, perhaps with words."""

from sandbox.call import Call
from sandbox.errors import bad_request

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(call: Call) -> bool:
    """True, once per query and only for a short while after the press."""
    telegram = call.telegram
    text = call.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    query = telegram.callbacks.get(call.text("callback_query_id"))
    if query is None or query.bot is not call.bot or query.answer is not None:
        raise bad_request(TOO_OLD)
    if telegram.clock.now() - query.pressed_at > telegram.answer_within:
        raise bad_request(TOO_OLD)
    query.answer = {"text": text, "alert": call.boolean("show_alert"), "url": call.text("url")}
    query.answered.set()
    telegram.events.tell("callback_answer", query.message.chat, query)
    return True
