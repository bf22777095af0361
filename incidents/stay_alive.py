"""还在办: whoever has it says that it goes on."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def stay_alive(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """A sign of life: the question comes again only after another silence. The limit stays what it is."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    return await make_move(session, case, Move.ALIVE, actor, policy=policy, now=now)
