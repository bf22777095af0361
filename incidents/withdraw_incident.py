"""The reporter takes the report back before anybody has it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def withdraw_incident(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Only one of its reporters; once it is taken it runs to its end."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    values = {"close_reason": "withdrawn"}
    return await make_move(session, case, Move.WITHDRAW, actor, policy=policy, now=now, values=values)
