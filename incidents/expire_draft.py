"""A draft that nobody confirmed for 24 hours is dropped by the clock."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def expire_draft(session: AsyncSession, incident_id: int, *, policy: Policy, now: datetime) -> Moved | Refusal:
    """Withdrawn, with nobody as its actor."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    values = {"close_reason": "not_confirmed"}
    return await make_move(session, case, Move.EXPIRE, None, policy=policy, now=now, values=values)
