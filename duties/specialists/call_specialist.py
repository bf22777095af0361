"""叫人: one tap calls a specialist to a matter; they come or they cannot, and it is counted."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.specialists import store
from duties.specialists.who_covers import who_covers
from incidents.case import Case, Moved
from incidents.forget_named import forget_named
from incidents.lifecycle import UNDO_WITHIN, Move, state_after
from incidents.make_move import make_move
from incidents.open_case import open_case
from models.fieldwork import SpecialistCall
from models.kinds import OPEN_STATES, Priority
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal

CHOICES = "specialist_choices"
CALL = "specialist_call"
NEWS = "specialist_news"
MINUTE = 60
NO_CALL = Refusal("refusal_expert.no_call")


async def offer_specialists(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> int | Refusal:
    """Who covers it now, as buttons in the presser's private chat; returns how many."""
    case = await _callable(session, incident_id, actor)
    if isinstance(case, Refusal):
        return case
    found = await who_covers(session, case.unit.id, case.incident.leaf, policy=policy, now=now, without=actor.user_id)
    if not found:
        return Refusal("refusal_expert.nobody", {"number": case.incident.number})
    posts = [each.post_id for each in found]
    wish = Say(CHOICES, incident_id, user_id=actor.user_id, args={"posts": posts}, priority=Priority.ANSWER)
    if not await enqueue(session, [wish], now=now):
        return Refusal("card.start_first")
    return len(found)


async def call_specialist(
    session: AsyncSession, incident_id: int, post_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> SpecialistCall | Refusal:
    """The one who was chosen; refused if they are called already, cannot be called now, or never pressed Start.

    A second tap within a minute takes the call back: `undone_at` is set then, and nothing shows or counts it any more.
    """
    case = await _callable(session, incident_id, actor)
    if isinstance(case, Refusal):
        return case
    number = {"number": case.incident.number}
    found = await who_covers(session, case.unit.id, case.incident.leaf, policy=policy, now=now, without=actor.user_id)
    held = next((each for each in found if each.post_id == post_id), None)
    if held is None or held.user_id is None:
        return Refusal("refusal_expert.not_now", number)
    known = await store.open_call(session, incident_id, post_id)
    if known is not None:
        return await _take_back(session, case, known, actor, policy=policy, now=now)
    call = SpecialistCall(
        incident_id=incident_id, post_id=post_id, user_id=held.user_id, called_by=actor.user_id, called_at=now
    )
    await store.add(session, call)
    wish = Say(CALL, call.id, user_id=held.user_id, viewer="specialist", priority=Priority.ANSWER)
    if not await enqueue(session, [wish], now=now):
        call.declined_at = now
        await store.changed(session)
        return Refusal("refusal_expert.not_reached", number)
    await make_move(session, case, Move.SUMMON, actor, policy=policy, now=now, data={"post": post_id})
    return call


async def _take_back(
    session: AsyncSession, case: Case, call: SpecialistCall, actor: Actor, *, policy: Policy, now: datetime
) -> SpecialistCall | Refusal:
    """The second tap on the same person within a minute was meant to undo the first; nobody has to come."""
    is_mistake = call.called_by == actor.user_id and call.called_at + UNDO_WITHIN >= now
    if call.answered_at is not None or not is_mistake:
        return Refusal("refusal_expert.called", {"number": case.incident.number})
    call.undone_at = now
    await store.changed(session)
    await make_move(session, case, Move.UNSUMMON, actor, policy=policy, now=now, data={"post": call.post_id})
    await refresh(session, [CALL], call.id)
    return call


async def answer_call(
    session: AsyncSession, call_id: int, actor: Actor, *, is_coming: bool, policy: Policy, now: datetime
) -> SpecialistCall | Refusal:
    """我去 or 去不了. Who comes may read the matter from now on; both ends are told."""
    call = await _own(session, call_id, actor, is_open=lambda it: it.answered_at is None and it.declined_at is None)
    if isinstance(call, Refusal):
        return call
    case = await open_case(session, call.incident_id)
    if isinstance(case, Refusal) or state_after(case.incident.state, Move.COME) is None:
        return Refusal("refusal_expert.over")
    if is_coming:
        call.was_named = actor.user_id in case.incident.plan.get("named", ())
        named = sorted({*case.incident.plan.get("named", ()), actor.user_id})
        done = await make_move(
            session,
            case,
            Move.COME,
            actor,
            policy=policy,
            now=now,
            values={"plan": {**case.incident.plan, "named": named}},
            data={"post": call.post_id},
        )
        if not isinstance(done, Moved):
            return done
        call.answered_at = now
    else:
        call.declined_at = now
    await _tell(session, call, now=now)
    return call


async def end_call(
    session: AsyncSession, call_id: int, actor: Actor, *, how: str, policy: Policy, now: datetime
) -> SpecialistCall | Refusal:
    """办完了, by a visit or by advice: the minutes are counted; they stand in the timeline of a matter that is still open."""
    call = await _own(session, call_id, actor, is_open=lambda it: it.answered_at is not None and it.ended_at is None)
    if isinstance(call, Refusal):
        return call
    call.ended_at, call.how = now, how
    minutes = minutes_of(call)
    case = await open_case(session, call.incident_id)
    if not isinstance(case, Refusal) and state_after(case.incident.state, Move.HELPED) is not None:
        data = {"post": call.post_id, "minutes": minutes}
        await make_move(session, case, Move.HELPED, actor, policy=policy, now=now, reason=f"{minutes}′", data=data)
    if not isinstance(case, Refusal) and not call.was_named:
        await forget_named(session, case, actor.user_id)
    await _tell(session, call, now=now)
    return call


def minutes_of(call: SpecialistCall) -> int:
    """From coming until the end; 0 while it lasts."""
    if call.answered_at is None or call.ended_at is None:
        return 0
    return round((call.ended_at - call.answered_at).total_seconds() / MINUTE)


async def _callable(session: AsyncSession, incident_id: int, actor: Actor) -> Case | Refusal:
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    refused = may(actor, Action.SUMMON, case.thing())
    if refused is None and case.incident.state not in OPEN_STATES:
        refused = Refusal("refusal_expert.over")
    return refused or case


async def _own(
    session: AsyncSession, call_id: int, actor: Actor, *, is_open: Callable[[SpecialistCall], bool]
) -> SpecialistCall | Refusal:
    """The call of this person, if it is not taken back and the step they press for is still to be made."""
    call = await store.call(session, call_id)
    if call is None or call.user_id != actor.user_id or not actor.hats or call.undone_at is not None:
        return NO_CALL
    return call if is_open(call) else Refusal("refusal_expert.answered")


async def _tell(session: AsyncSession, call: SpecialistCall, *, now: datetime) -> None:
    await store.changed(session)
    await refresh(session, [CALL], call.id)
    step = "ended" if call.ended_at else "declined" if call.declined_at else "coming"
    key = f"{NEWS}:{call.id}:{step}"
    wish = Say(NEWS, call.id, user_id=call.called_by, viewer="worker", args={"step": step}, key=key)
    await enqueue(session, [wish], now=now)
