"""A person in private: start, help, where they live, their language, and their reports."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message

from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.behalf import concerned_by_link
from handlers.conditions import IN_PRIVATE
from handlers.disputes import join_by_link
from handlers.draft_report import invite, on_report_words, place_draft
from handlers.enrolment import claim_by_link
from handlers.forwards import sent_back
from handlers.leave import took_leave
from handlers.menu import MENU
from handlers.my_data import consent_due, say_consent
from handlers.patrol import on_patrol_words
from handlers.pressing import Pressed, PressHandler, told
from handlers.questions import answered
from handlers.say import say
from handlers.where import ask_where
from handlers.who_is_on import told_who_is_on
from models.kinds import Tier
from pyramid.lookup import unit_by_code, unit_of
from texts.render import LANGUAGES, line

UNIT_LINK = "u_"
POST_LINK = "p_"
SIDE_LINK = "d_"
BEHALF_LINK = "b_"


def setup() -> Router:
    """Commands and ordinary words in private chats; this router comes last for messages."""
    router = Router(name="residents")
    router.message.register(on_start, IN_PRIVATE, CommandStart())
    router.message.register(on_help, IN_PRIVATE, Command("help"))
    router.message.register(on_report, IN_PRIVATE, Command("report"))
    router.message.register(on_language, IN_PRIVATE, Command("language"))
    router.message.register(on_words_in_private, IN_PRIVATE)
    return router


async def on_start(message: Message, command: CommandObject, arrival: Arrival) -> None:
    """/start, with a unit's code from its QR, with a personal link, or with nothing."""
    payload = command.args or ""
    if payload.startswith((POST_LINK, UNIT_LINK, SIDE_LINK, BEHALF_LINK)):
        await say_consent(arrival)
    if payload.startswith(POST_LINK):
        await claim_by_link(arrival, payload.removeprefix(POST_LINK))
        return
    if payload.startswith(SIDE_LINK):
        await join_by_link(arrival, payload.removeprefix(SIDE_LINK))
        return
    if payload.startswith(BEHALF_LINK):
        await concerned_by_link(arrival, payload.removeprefix(BEHALF_LINK))
        return
    if payload.startswith(UNIT_LINK):
        unit = await unit_by_code(arrival.session, payload.removeprefix(UNIT_LINK))
        if unit is not None and unit.valid_to is None:
            await _live_in(arrival, unit.id)
            if not await place_draft(arrival, unit.id):
                await say(
                    arrival.session,
                    "handlers.start_at",
                    now=arrival.now,
                    user_id=message.chat.id,
                    unit=unit.name,
                    buttons=MENU,
                )
            return
        await say(arrival.session, "handlers.unknown_unit", now=arrival.now, user_id=message.chat.id)
    await say(
        arrival.session,
        "start",
        now=arrival.now,
        user_id=message.chat.id,
        is_staff=bool(arrival.speaker.hats),
        buttons=MENU,
        consent=line("consent.person", arrival.language) if await consent_due(arrival) else "",
    )


async def on_help(message: Message, arrival: Arrival) -> None:
    """/help."""
    is_staff = bool(arrival.speaker.hats)
    await say(arrival.session, "help", now=arrival.now, user_id=message.chat.id, is_staff=is_staff, buttons=MENU)


async def on_report(message: Message, arrival: Arrival) -> None:
    """/report."""
    del message
    await invite(arrival)


async def on_language(message: Message, arrival: Arrival) -> None:
    """/language."""
    rows = [[[f"@language.{name}", "language", name]] for name in LANGUAGES]
    await say(arrival.session, "handlers.which_language", now=arrival.now, user_id=message.chat.id, buttons=rows)


async def on_words_in_private(message: Message, arrival: Arrival) -> None:
    """The answer to an open question, else a report; anything else is answered with what can be done here."""
    await say_consent(arrival)
    if await answered(message, arrival) or await sent_back(message, arrival):
        return
    if message.text and message.text.startswith("/"):
        await on_help(message, arrival)
        return
    if await took_leave(message, arrival) or await on_patrol_words(message, arrival):
        return
    if await told_who_is_on(message, arrival):
        return
    if not await on_report_words(message, arrival):
        await say(arrival.session, "handlers.cannot_read", now=arrival.now, user_id=message.chat.id)


async def _live_in(arrival: Arrival, unit_id: int) -> None:
    person = await store.person_of(arrival.session, arrival.speaker.user_id)
    if person is not None:
        person.home_unit_id = unit_id


async def on_unit(pressed: Pressed) -> CallbackAnswer:
    """One step down the pyramid; a micro-grid ends the search."""
    unit = await unit_of(pressed.arrival.session, int(pressed.press.arg))
    if unit.tier is not Tier.MICRO_GRID:
        await ask_where(pressed.arrival, unit.id)
        return CallbackAnswer()
    return await on_unit_here(pressed)


async def on_unit_here(pressed: Pressed) -> CallbackAnswer:
    """The unit that is meant; a resident's home is a micro-grid, anything wider is meant for this report only."""
    arrival = pressed.arrival
    unit = await unit_of(arrival.session, int(pressed.press.arg))
    if unit.tier is Tier.MICRO_GRID:
        await _live_in(arrival, unit.id)
    if not await place_draft(arrival, unit.id):
        await say(
            arrival.session, "handlers.start_at", now=arrival.now, user_id=arrival.speaker.user_id, unit=unit.name
        )
    return told(None, pressed, "handlers.unit_set", unit=unit.name)


async def on_unit_top(pressed: Pressed) -> CallbackAnswer:
    """Back to the top of the pyramid."""
    await ask_where(pressed.arrival)
    return CallbackAnswer()


async def on_language_chosen(pressed: Pressed) -> CallbackAnswer:
    """Remember the language; the answer is in it already."""
    person = await store.person_of(pressed.arrival.session, pressed.arrival.speaker.user_id)
    if person is not None:
        person.language = pressed.press.arg
    await say(
        pressed.arrival.session,
        "handlers.language_set",
        now=pressed.arrival.now,
        user_id=pressed.arrival.speaker.user_id,
    )
    return CallbackAnswer()


PLACE_PRESSES: dict[str, PressHandler] = {
    "unit": on_unit,
    "unit_here": on_unit_here,
    "unit_top": on_unit_top,
    "language": on_language_chosen,
}
