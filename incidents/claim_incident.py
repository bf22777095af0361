"""接单: accepted, assigned to the presser and signed, in one."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.hand_up_storm import tell_first_takers
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.tell_reporters import tell_reporters
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def claim_incident(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """The presser has it from now on. Whoever presses second is told who was first."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    values = {"claimed_by": actor.user_id, "claimed_at": now}
    done = await make_move(session, case, Move.CLAIM, actor, policy=policy, now=now, values=values)
    if isinstance(done, Moved):
        await tell_reporters(session, case, "taken", now=now)
        await tell_first_takers(session, case, "storm_taken", now=now)
    return done
