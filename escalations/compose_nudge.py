"""The words of reminders and of an upper tier's hourly message, made at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.read_bundle import HOUR, read_bundle
from escalations.store import climbs as store
from incidents.buttons import Keyboard, Seat, keyboard, rows
from incidents.cards import card_values
from incidents.nudges import What, is_outrun
from incidents.reading import GONE, read, reader_of
from incidents.view import Depth, View, group_depth, leaf_name, moment_words, place_with_unit
from models.kinds import OPEN_STATES, IncidentState
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid.lookup import unit_of
from texts.render import line, render

MOST_LINES = 12
MOST_BUTTONS = 6
PER_ROW = 3
MOST_NUMBERS = 250  # a message holds about four thousand characters


async def compose_nudge(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """One sentence about what is due, with the buttons that answer it."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    what = request.args["what"]
    if not request.is_edit and not _is_wanted(what, view, request.user_id):
        return Stale(view.state)
    waited_too_long = view.is_overdue(now) or is_outrun(case.incident.plan, request.args["n"])
    if not request.is_edit and what == What.WARN and waited_too_long:
        return Stale("a later word has been said since")
    allowed, is_entitled = None, False
    if request.user_id is not None:
        _, allowed, is_entitled = await reader_of(session, request, case)
    until = request.args["until"]
    word = "warn_open" if what == What.WARN and view.claimed_by is None else what
    sentence = line(
        f"nudge.{word}",
        request.language,
        number=view.number,
        n=request.args["n"],
        due=moment_words(view.due_at, request.language) if view.due_at is not None else "",
        until=moment_words(datetime.fromisoformat(until), request.language) if until else "",
    )
    depth = Depth.ALL if is_entitled else None
    viewer = "worker" if is_entitled else ""
    values = card_values(view, now, request.language, depth=depth, viewer=viewer)
    html = render("nudge", request.language, **values, sentence=sentence)
    if not _is_wanted(what, view, request.user_id):
        return Message(html)
    if what in {What.STILL, What.WARN} and view.claimed_by == request.user_id:
        return Message(html, rows(request.language, ("alive", "resolve", "return"), ("why",), allowed=allowed))
    seat = Seat.PRIVATE if request.user_id is not None else Seat.ABOVE
    keys: Keyboard = keyboard(view, seat, now, request.language, allowed=allowed, user_id=request.user_id)
    return Message(html, keys)


def _is_wanted(what: str, view: View, user_id: int | None) -> bool:
    """Whether it still stands as it stood when this was to be said."""
    if what in {What.CHECK, What.CHECK_UP}:
        return view.state is IncidentState.PENDING_CHECK
    if what == What.UNCLAIM:
        return view.state is IncidentState.REPORTED
    if what == What.STILL:
        return view.state is IncidentState.HANDLING and view.claimed_by == user_id
    return view.state in OPEN_STATES and view.state is not IncidentState.PENDING_CHECK


async def compose_climb_digest(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """What came up to a tier in one hour beyond the first few, which had messages of their own."""
    if request.subject_id is None:
        return Stale("no unit")
    begins, language = datetime.fromisoformat(request.args["begins"]), request.language
    unit = await unit_of(session, request.subject_id)
    where = {"group_id": request.group_id} if request.group_id is not None else {"user_id": request.user_id or 0}
    rest = await read_bundle(session, request.args["unit"], begins, where)
    if not rest and not request.is_edit:
        return Stale("nothing to tell")
    numbers = [f"#{each.incident.number}" for each in rest[MOST_LINES:]]
    html = render(
        "climb_digest",
        language,
        unit=unit.name,
        begins=moment_words(begins, language),
        ends=moment_words(begins + HOUR, language)[-5:],
        total=len(rest),
        entries=[_entry(each, language) for each in rest[:MOST_LINES]],
        numbers=" ".join(numbers[:MOST_NUMBERS]),
        more=max(len(numbers) - MOST_NUMBERS, 0),
    )
    buttons = [Button(f"#{each.incident.number}", "open", str(each.incident.id)) for each in rest[:MOST_BUTTONS]]
    keys = [tuple(buttons[at : at + PER_ROW]) for at in range(0, len(buttons), PER_ROW)]
    if rest:
        keys.append((Button(line("incident_button.why", language), "why_bundled"),))
    return Message(html, tuple(keys))


def _entry(came: store.Climbed, language: str) -> dict[str, str]:
    incident = came.incident
    return {
        "mark": line(f"incident_mark.{incident.urgency}", language),
        "number": incident.number,
        "leaf": leaf_name(incident.leaf, language),
        "place": place_with_unit(came.unit_name, incident.place, group_depth(incident.sensitivity), language),
        "why": line(f"escalation_why.{came.why}", language),
        "state": line(f"incident_state.{incident.state}", language),
    }
