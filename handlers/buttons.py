"""A press: which of our messages it stands under, what it asks for, and the use case that answers."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.behalf import BEHALF_PRESSES
from handlers.board import BOARD_PRESSES
from handlers.bundled import BUNDLED_PRESSES
from handlers.danger import DANGER_PRESSES
from handlers.day_log import LOG_PRESSES
from handlers.disputes import DISPUTE_PRESSES
from handlers.draft_report import DRAFT_PRESSES
from handlers.enrolment import ENROLMENT_PRESSES
from handlers.hands import HANDS_PRESSES
from handlers.incident_presses import INCIDENT_PRESSES
from handlers.later_words import LATER_PRESSES
from handlers.leave import LEAVE_PRESSES
from handlers.menu import MENU_PRESSES
from handlers.my_data import MY_DATA_PRESSES
from handlers.notebook import NOTEBOOK_PRESSES
from handlers.notice_blanks import BLANK_PRESSES
from handlers.notice_dialogue import NOTICE_DIALOGUE_PRESSES
from handlers.notice_heirs import HEIR_PRESSES
from handlers.notice_options import OPTION_PRESSES
from handlers.notice_presses import NOTICE_PRESSES
from handlers.patrol import PATROL_PRESSES
from handlers.places import SPOT_PRESSES
from handlers.pressing import Pressed, PressHandler
from handlers.residents import PLACE_PRESSES
from handlers.specialists import SPECIALIST_PRESSES
from handlers.workers import MY_PRESSES
from incidents.refresh_cards import CARD_KINDS
from outbox.press import Press, press_behind
from texts.render import line

PRESSES: dict[str, PressHandler] = {
    **INCIDENT_PRESSES,
    **LEAVE_PRESSES,
    **NOTICE_PRESSES,
    **NOTICE_DIALOGUE_PRESSES,
    **BLANK_PRESSES,
    **OPTION_PRESSES,
    **HEIR_PRESSES,
    **DRAFT_PRESSES,
    **PLACE_PRESSES,
    **MY_PRESSES,
    **MY_DATA_PRESSES,
    **BOARD_PRESSES,
    **MENU_PRESSES,
    **LATER_PRESSES,
    **DANGER_PRESSES,
    **LOG_PRESSES,
    **ENROLMENT_PRESSES,
    **HANDS_PRESSES,
    **PATROL_PRESSES,
    **SPECIALIST_PRESSES,
    **NOTEBOOK_PRESSES,
    **DISPUTE_PRESSES,
    **SPOT_PRESSES,
    **BEHALF_PRESSES,
    **BUNDLED_PRESSES,
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
    handler = _handler_of(press) if press is not None else None
    if press is None or handler is None:
        return CallbackAnswer(line("handlers.press_unknown", arrival.language), is_alert=True)
    return await handler(Pressed(press, query.message.chat.id, arrival))


def _handler_of(press: Press) -> PressHandler | None:
    """A word under an incident's card means the incident, whatever it means elsewhere."""
    about_incident = INCIDENT_PRESSES.get(press.action) if press.kind in CARD_KINDS else None
    return about_incident or PRESSES.get(press.action)
