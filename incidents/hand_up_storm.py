"""A storm outgrows the worker who took its first matter: it goes to the unit above all its groups; they hear how it goes on."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.kin import WAS_TAKEN
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.nudges import PUT_OFF, RULING
from incidents.store import timeline as event_store
from incidents.wishes import to_all
from models.pyramid import Unit
from outbox.enqueue import enqueue
from pyramid.lookup import actor_of
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from pyramid.rules import WORKERS


async def keeps_storm(session: AsyncSession, case: Case, owner: Unit) -> bool:
    """Whether who has it goes on when it becomes the work of `owner`: nobody has it, or a post of theirs reaches that far."""
    had_it = case.incident.claimed_by
    return had_it is None or bool((await actor_of(session, had_it)).hats_over(owner.path, WORKERS))


async def hand_up_storm(
    session: AsyncSession, case: Case, owner: Unit, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Somebody of `owner` must take it, and the clock for that runs. What was done stays in the timeline and in their day.

    Who had it is told now, when it is taken, and when it is done.
    """
    had_it = case.incident.claimed_by
    values = {
        "claimed_by": None,
        "claimed_at": None,
        "owner_unit_id": owner.id,
        "highest_tier": owner.tier.value,
        "plan": {name: value for name, value in case.incident.plan.items() if name not in {RULING, PUT_OFF}},
        "kin": {**(case.incident.kin or {}), WAS_TAKEN: True},
    }
    data = {"to_unit": owner.id, "is_storm": True}
    done = await make_move(session, case, Move.REASSIGN, None, policy=policy, now=now, values=values, data=data)
    if isinstance(done, Moved):
        await _tell(session, case, {had_it}, "storm_up", now)
    return done


async def tell_first_takers(session: AsyncSession, case: Case, what: str, *, now: datetime) -> None:
    """storm_taken or storm_done: who had taken a storm before it was handed up hears how it went on."""
    if not (case.incident.kin or {}).get(WAS_TAKEN):
        return
    took = await event_store.actors_of(session, case.incident.id, Move.CLAIM.value)
    await _tell(session, case, took - {case.incident.claimed_by}, what, now)


async def _tell(session: AsyncSession, case: Case, people: Collection[int | None], what: str, now: datetime) -> None:
    args = {"what": what, "version": case.incident.version}
    says = to_all(case, "worker_news", viewer="worker", users=people, args=args, once_more=what)
    await enqueue(session, says, now=now)
