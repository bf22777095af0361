"""A press: which of our messages it stands under, what it asks for, and the use case that answers."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.draft_report import DRAFT_PRESSES
from handlers.enrolment import ENROLMENT_PRESSES
from handlers.incident_presses import INCIDENT_PRESSES
from handlers.notice_dialogue import NOTICE_DIALOGUE_PRESSES
from handlers.notice_presses import NOTICE_PRESSES
from handlers.pressing import Pressed, PressHandler
from handlers.residents import PLACE_PRESSES
from handlers.workers import MY_PRESSES
from outbox.press import press_behind
from texts.render import line

PRESSES: dict[str, PressHandler] = {
    **INCIDENT_PRESSES,
    **NOTICE_PRESSES,
    **NOTICE_DIALOGUE_PRESSES,
    **DRAFT_PRESSES,
    **PLACE_PRESSES,
    **MY_PRESSES,
    **ENROLMENT_PRESSES,
}


def setup() -> Router:
    """Every button of every message of ours."""
    router = Router(name="buttons")
    router.callback_query.register(on_press)
    return router


async def on_press(query: CallbackQuery, arrival: Arrival) -> CallbackAnswer:
    """Forged, foreign, stolen and stale presses change nothing and are told that the button is no longer valid."""
    if query.message is None or not query.data:
        return CallbackAnswer(line("handlers.press_unknown", arrival.language), is_alert=True)
    press = await press_behind(
        arrival.session,
        query.data,
        chat_id=query.message.chat.id,
        message_id=query.message.message_id,
        user_id=query.from_user.id,
    )
    handler = PRESSES.get(press.action) if press is not None else None
    if press is None or handler is None:
        return CallbackAnswer(line("handlers.press_unknown", arrival.language), is_alert=True)
    return await handler(Pressed(press, query.message.chat.id, arrival))
