"""The words of requests and of what reporters are told and asked, made at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.brief import helpers, standing_steps, told_so_far
from incidents.buttons import Keyboard, Seat, button, keyboard, rows
from incidents.cards import card_values
from incidents.case import Case
from incidents.lifecycle import Move, state_after
from incidents.nudges import RULING
from incidents.reading import GONE, MOST_TEXT, read, reader_of
from incidents.store import reports as report_store
from incidents.view import Depth, View, leaf_name, moment_words, redacted
from models.incidents import Opinion
from models.kinds import OPEN_STATES, IncidentState, Sensitivity
from outbox.message import Composed, Message, Request, Stale
from texts.render import html_line, line, render


async def compose_request(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """A return, an extension or help is asked; or it is supervised from above."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    if request.kind == "help_request" and _needs_none(view):
        return Message(html_line("card.help_undone", request.language, number=view.number))
    allowed, is_entitled = None, False
    if request.user_id is not None:
        _, allowed, is_entitled = await reader_of(session, request, case)
    role = request.args.get("role") or "somebody"
    reason = view.asked.for_viewer("decider") if is_entitled else redacted(view.asked, "group")
    hides = request.kind == "supervision" or (view.sensitivity is Sensitivity.S2 and not is_entitled)
    html = render(
        "incident_request",
        request.language,
        **card_values(view, now, request.language, depth=Depth.ALL if is_entitled else None),
        kind=request.kind,
        from_role=line(f"incident_role.{role}", request.language),
        reason="" if hides else reason[:MOST_TEXT],
        returns=request.args.get("returns", 0),
        is_late=request.args.get("is_late", False),
        **told_so_far(view, request.language),
        coming=line("call.and", request.language).join(
            line(f"incident_role.{role or 'somebody'}", request.language) for role in helpers(view)
        ),
        is_wanted=_wants_help(view),
    )
    if request.kind == "help_request":
        keys = [("lend",), ("whistle",) if view.may_whistle else (), ("undo",) if _may_take_back(view, now) else ()]
        return Message(html, rows(request.language, *(keys if _wants_help(view) else []), ("why",), allowed=allowed))
    if request.kind == "ruling_request":
        is_owed = RULING in case.incident.plan and view.state in OPEN_STATES
        return Message(html, rows(request.language, ("rule",), ("why",), allowed=allowed) if is_owed else ())
    waits_for = _WAITS_FOR.get(request.kind)
    if waits_for is None:
        return Message(html, rows(request.language, ("why",)))
    actions = [_DECISIONS[request.kind], ("reassign", "rule"), ("why",)]
    return Message(html, rows(request.language, *(actions if view.state is waits_for else []), allowed=allowed))


def _needs_none(view: View) -> bool:
    """求援 was a mistaken tap: the newest one was taken back."""
    asked = [step for step in view.steps if step.what == Move.ASK_HELP]
    return bool(asked) and asked[-1] not in standing_steps(view.steps)


def _wants_help(view: View) -> bool:
    """Whether it is still being worked on."""
    return state_after(view.state, Move.LEND) is not None


def _may_take_back(view: View, now: datetime) -> bool:
    """我来帮 was the last tap, and less than a minute ago."""
    return view.tap is not None and view.tap.what == Move.LEND and view.tap.may_be_undone(now)


_WAITS_FOR = {
    "return_request": IncidentState.RETURN_REQUESTED,
    "extension_request": IncidentState.EXTENSION_REQUESTED,
    "suspend_request": IncidentState.SUSPEND_REQUESTED,
}
_DECISIONS = {
    "return_request": ("agree_return", "refuse_return"),
    "extension_request": ("agree_extension", "refuse_extension"),
    "suspend_request": ("agree_suspend", "refuse_suspend"),
}


async def compose_closing_question(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Told that it is closed, and asked once."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    if view.state is not IncidentState.CLOSED and not request.is_edit:
        return Stale(view.state)
    said = await report_store.opinion_of_cycle(session, case.incident, request.args["cycle"], request.user_id)
    turn = _turn(case, request.args["cycle"], said)
    leaf = leaf_name(view.leaf, request.language)
    html = render("closing_question", request.language, number=view.number, leaf=leaf, turn=turn)
    if view.is_for_another and turn == "asked" and request.viewer == "reporter":
        html += "\n" + html_line("behalf.pass_on", request.language)
    return Message(html, _closing_keys(turn, request.language))


def _turn(case: Case, cycle: int, said: Opinion | None) -> str:
    """How far the asking has come: asked, solved, rated; reopened; or unclosed, when the closing was taken back."""
    if case.incident.cycle > cycle:
        return "reopened"
    if case.incident.state is not IncidentState.CLOSED:
        return "unclosed"
    if said is not None and said.score is not None:
        return "rated"
    return "solved" if said is not None and said.is_solved else "asked"


def _closing_keys(turn: str, language: str) -> Keyboard:
    scores = tuple(button("rate", language, str(score)) for score in range(1, 6))
    if turn == "solved":
        return (scores,)
    return ((button("solved", language), button("unsolved", language)), scores) if turn == "asked" else ()


async def compose_worker_news(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """What was decided about somebody's work, once, with what can be done now."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    actor, allowed, is_entitled = await reader_of(session, request, case)
    html = render(
        "worker_news",
        request.language,
        **card_values(view, now, request.language, depth=Depth.ALL if is_entitled else None),
        news=line(
            f"incident_news.{request.args['what']}",
            request.language,
            by=line(f"incident_role.{request.args.get('by') or 'somebody'}", request.language),
        ),
    )
    is_current = case.incident.version == request.args["version"]
    keys = keyboard(view, Seat.PRIVATE, now, request.language, allowed=allowed, user_id=actor.user_id)
    return Message(html, keys if is_current else ())


async def compose_reporter_news(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """Taken, a new date, open again: once each, in private."""
    found = await read(session, request)
    if found is None:
        return GONE
    case, view = found
    html = render(
        "reporter_news",
        request.language,
        what=request.args["what"],
        number=view.number,
        leaf=leaf_name(view.leaf, request.language),
        holder=case.owner.name if view.claimed_by is not None else "",
        due=moment_words(view.due_at, request.language) if view.due_at is not None and not view.is_at_once else "",
        until=moment_words(view.put_off_until, request.language) if view.put_off_until is not None else "",
        is_late=view.is_overdue(now),
    )
    return Message(html)
