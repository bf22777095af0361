"""到场: whoever took it stands there. Ends the rungs that watch for `not_on_site`."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def arrive_at_incident(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """On site means: taken, and 到场 or 完成 pressed since. Offered where the frozen ladder asks for it."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    return await make_move(session, case, Move.ARRIVE, actor, policy=policy, now=now)
