"""/my: what waits for me, by deadline, each a button that brings its card."""

from collections import Counter
from datetime import UTC, datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.conditions import IN_PRIVATE
from handlers.fieldwork import field_rows
from handlers.habits import HABIT_PRESSES, group_rows
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from incidents.my_incidents import my_incidents
from incidents.show_card import show_card
from models.incidents import Incident
from models.kinds import OPEN_STATES, Priority, Role, Tier
from outbox.enqueue import Say, enqueue
from parsing.leaves import LEAVES
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from texts.render import line, spoken
from texts.wall_clock import on_the_wall

WHEN = {"overdue": "❗", "today": "⏰", "later": ""}
CODE_ROLES = frozenset(
    {Role.GRID_WORKER, Role.GRID_HEAD, Role.COMMUNITY_SECRETARY, Role.STREET_COMMAND, Role.HQ_OFFICE}
)


def setup() -> Router:
    """/my in private chats."""
    router = Router(name="workers")
    router.message.register(on_my, IN_PRIVATE, Command("my"))
    return router


async def on_my(message: Message, arrival: Arrival) -> None:
    """/my."""
    del message
    await say_mine(arrival)


async def say_mine(arrival: Arrival) -> None:
    """What waits for this person, and what became of what they reported."""
    mine = await my_incidents(arrival.session, arrival.speaker)
    sections = {"taken": mine.taken, "untaken": mine.untaken, "reported": mine.reported}
    work = sorted({each.id: each for each in (*mine.taken, *mine.untaken)}.values(), key=_deadline)
    told = {each.id for each in work}
    rows = [
        [[_label(incident, arrival), "open", str(incident.id)]]
        for incident in (*work, *(each for each in mine.reported if each.id not in told))
    ]
    when = Counter(_when(each, arrival) for each in work)
    rows += group_rows(arrival)
    rows += field_rows(arrival)
    if any(hat.role in CODE_ROLES for hat in arrival.speaker.hats):
        rows.append([["@handlers_button.codes", "codes", ""]])
    if may(arrival.speaker, Action.SEE_CONSOLE, Thing(path="/", tier=Tier.HQ)) is None:
        rows.append([["@console_link.open", "console", ""]])
    await say(
        arrival.session,
        "my",
        now=arrival.now,
        user_id=arrival.speaker.user_id,
        buttons=rows,
        dates=[line(f"workday.{word}", arrival.language, count=when[word]) for word in WHEN if when[word]],
        **{name: len(found) for name, found in sections.items()},
    )


def _deadline(incident: Incident) -> datetime:
    return incident.handle_due_at or datetime.max.replace(tzinfo=UTC)


def _when(incident: Incident, arrival: Arrival) -> str:
    """overdue, today or later."""
    due = incident.handle_due_at
    if due is None:
        return "later"
    if due <= arrival.now:
        return "overdue"
    return "today" if on_the_wall(due).date() == on_the_wall(arrival.now).date() else "later"


def _label(incident: Incident, arrival: Arrival) -> str:
    """Number, matter, state and deadline: no place, no name."""
    leaf = LEAVES.get(incident.leaf)
    name = "" if leaf is None else leaf.zh if spoken(arrival.language) == "zh" else leaf.en
    due = incident.handle_due_at
    at = "" if due is None else f" · {on_the_wall(due):%m-%d %H:%M}"
    state = line(f"incident_state.{incident.state.value}", arrival.language)
    mark = WHEN[_when(incident, arrival)] if incident.state in OPEN_STATES else ""
    return f"{mark}#{incident.number} {name} · {state}{at}"


async def on_open(pressed: Pressed) -> CallbackAnswer:
    """The card of one matter, in private."""
    arrival = pressed.arrival
    done = await show_card(arrival.session, int(pressed.press.arg), arrival.speaker, now=arrival.now)
    return told(done, pressed) if isinstance(done, Refusal) else CallbackAnswer()


async def on_console(pressed: Pressed) -> CallbackAnswer:
    """打开管理台: a one-time link, made at the moment of sending."""
    arrival = pressed.arrival
    wish = Say("console_link", user_id=arrival.speaker.user_id, priority=Priority.ANSWER)
    await enqueue(arrival.session, [wish], now=arrival.now)
    return CallbackAnswer()


MY_PRESSES: dict[str, PressHandler] = {"open": on_open, "console": on_console} | HABIT_PRESSES
