"""我也是: somebody else has the same trouble."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move, moved
from incidents.open_case import open_case
from incidents.store import reports as report_store
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def join_incident(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Counted once per person; pressing again, or as its reporter, changes nothing and is no fault."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    if actor.user_id in case.reporters or await report_store.is_witness(session, incident_id, actor.user_id):
        return moved(case.incident)
    done = await make_move(session, case, Move.JOIN, actor, policy=policy, now=now)
    if isinstance(done, Moved):
        await report_store.add_witness(session, incident_id, actor.user_id, now)
    return done
