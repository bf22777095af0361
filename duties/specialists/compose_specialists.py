"""What is said around a call: the choice, the call itself, and what became of it. Names are put in at the last moment."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.specialists import store
from duties.specialists.call_specialist import CALL, CHOICES, NEWS, minutes_of
from incidents.brief import told_so_far
from incidents.cards import card_values
from incidents.hands.compose_hands import role_words
from incidents.open_case import open_case
from incidents.read_view import read_view
from incidents.view import Depth
from models.fieldwork import SpecialistCall
from models.kinds import IncidentState
from outbox.lanes import Composer
from outbox.message import Button, Composed, Message, Request, Stale
from pyramid.lookup import actor_of, unit_of
from pyramid.people_of import post_held
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal
from texts.render import html_line, line, render

OVER = frozenset({IncidentState.CLOSED, IncidentState.VOID, IncidentState.WITHDRAWN, IncidentState.MERGED})


async def compose_choices(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """One button for each who can be called."""
    case = await open_case(session, request.subject_id or 0, is_moving=False)
    actor = await actor_of(session, request.user_id or 0)
    if isinstance(case, Refusal) or may(actor, Action.SUMMON, case.thing()) is not None:
        return Stale("not theirs to call")
    keys = []
    for post_id in request.args["posts"]:
        label = await _who(session, post_id, request.language)
        if label:
            keys.append((Button(label, "summon_one", str(post_id)),))
    html = html_line("expert.choose", request.language, number=case.incident.number)
    return Message(html, tuple(keys))


async def compose_call(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """To the specialist: as a group may see it, until they come; then as those on duty do."""
    call = await store.call(session, request.subject_id or 0)
    found = await read_view(session, call.incident_id) if call is not None else None
    if call is None or found is None or call.user_id != request.user_id:
        return Stale("no such call")
    case, view = found
    if call.undone_at is not None:
        return Message(html_line("expert.cancelled", request.language)) if request.is_edit else Stale("taken back")
    actor = await actor_of(session, call.user_id)
    is_coming = call.answered_at is not None and call.ended_at is None
    is_entitled = is_coming and request.details == "chat" and may(actor, Action.SEE_DETAIL, case.thing()) is None
    values = card_values(view, now, request.language, depth=Depth.ALL if is_entitled else None)
    html = render(
        "specialist_call",
        request.language,
        **values,
        **told_so_far(view, request.language),
        words=view.words.for_viewer("specialist")[:600] if is_entitled else "",
        step=_step(call),
        spent=minutes_of(call),
    )
    return Message(html, _keys(call, view.state, request.language), is_protected=True)


def _step(call: SpecialistCall) -> str:
    if call.declined_at is not None:
        return "declined"
    if call.ended_at is not None:
        return "ended"
    return "coming" if call.answered_at is not None else "asked"


def _keys(call: SpecialistCall, state: IncidentState, language: str) -> tuple[tuple[Button, ...], ...]:
    def key(word: str) -> Button:
        return Button(line(f"expert.{word}", language), f"expert_{word}", str(call.id))

    step, why = _step(call), Button(line("incident_button.why", language), "expert_why", str(call.id))
    if step == "coming":
        return ((key("visited"), key("advised")), (why,))
    return ((key("come"), key("decline")), (why,)) if step == "asked" and state not in OVER else ()


async def compose_news(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """To whoever called: they come, they cannot, they are done."""
    call = await store.call(session, request.subject_id or 0)
    found = await read_view(session, call.incident_id) if call is not None else None
    if call is None or found is None:
        return Stale("no such call")
    who = await _who(session, call.post_id, request.language)
    word, number = f"expert_news.{request.args['step']}", found[1].number
    return Message(html_line(word, request.language, who=who, number=number, minutes=minutes_of(call)))


async def _who(session: AsyncSession, post_id: int, language: str) -> str:
    """Field, name and unit; empty if the post has ended."""
    try:
        held, _, _, _ = await post_held(session, post_id)
    except LookupError:
        return ""
    unit = await unit_of(session, held.unit_id)
    role = role_words(held.role, held.field, language)
    return line("expert.who", language, role=role, name=held.name.for_viewer("colleague"), unit=unit.name)


COMPOSERS: dict[str, Composer] = {CHOICES: compose_choices, CALL: compose_call, NEWS: compose_news}
