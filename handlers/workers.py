"""/my: what waits for me, by deadline, each a button that brings its card."""

from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from incidents.my_incidents import my_incidents
from incidents.show_card import show_card
from models.incidents import Incident
from models.kinds import Priority, Role, Tier
from outbox.enqueue import Say, enqueue
from parsing.leaves import LEAVES
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from texts.render import line, spoken

CODE_ROLES = frozenset(
    {Role.GRID_WORKER, Role.GRID_HEAD, Role.COMMUNITY_SECRETARY, Role.STREET_COMMAND, Role.HQ_OFFICE}
)


def setup() -> Router:
    """/my in private chats."""
    router = Router(name="workers")
    router.message.register(on_my, F.chat.type == "private", Command("my"))
    return router


async def on_my(message: Message, arrival: Arrival) -> None:
    """/my."""
    mine = await my_incidents(arrival.session, arrival.speaker)
    sections = {"taken": mine.taken, "untaken": mine.untaken, "reported": mine.reported}
    rows = [
        [[_label(incident, arrival), "open", str(incident.id)]]
        for incident in {each.id: each for found in sections.values() for each in found}.values()
    ]
    if any(hat.role in CODE_ROLES for hat in arrival.speaker.hats):
        rows.append([["@handlers_button.codes", "codes", ""]])
    if may(arrival.speaker, Action.SEE_CONSOLE, Thing(path="/", tier=Tier.HQ)) is None:
        rows.append([["@console_link.open", "console", ""]])
    await say(
        arrival.session,
        "my",
        now=arrival.now,
        user_id=message.chat.id,
        buttons=rows,
        **{name: len(found) for name, found in sections.items()},
    )


def _label(incident: Incident, arrival: Arrival) -> str:
    """Number, matter, state and deadline: no place, no name."""
    leaf = LEAVES.get(incident.leaf)
    name = "" if leaf is None else leaf.zh if spoken(arrival.language) == "zh" else leaf.en
    due = incident.handle_due_at
    when = "" if due is None else due.astimezone(ZoneInfo(arrival.policy.calendar.zone)).strftime(" · %m-%d %H:%M")
    return f"#{incident.number} {name} · {line(f'incident_state.{incident.state.value}', arrival.language)}{when}"


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


MY_PRESSES: dict[str, PressHandler] = {"open": on_open, "console": on_console}
