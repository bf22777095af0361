"""吹哨 (一键指令): the next post of the ladder is called now instead of at its time."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.calls import EARLY, next_call
from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.store import timeline as event_store
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def whistle_now(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Its rung is due at this moment; the next beat of the clock climbs it like any other. Refused where no post is left."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    plan = case.incident.plan
    fired = await event_store.fired_rungs(session, incident_id, case.incident.cycle)
    rung = next_call(plan["rungs"], fired, plan)
    if rung is None:
        return Refusal("refusal_calls.nobody_to_call", {"number": case.incident.number})
    values = {"plan": {**plan, EARLY: {**plan.get(EARLY, {}), str(rung): now.isoformat()}}}
    return await make_move(session, case, Move.WHISTLE, actor, policy=policy, now=now, values=values)
