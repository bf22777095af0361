"""不是事件: the reporter or the leader says it is none."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.teach import teach_drop
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def drop_report(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """It is void; once somebody has taken it, it runs to its end instead."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    values = {"close_reason": "no_incident"}
    done = await make_move(session, case, Move.DROP, actor, policy=policy, now=now, values=values)
    if isinstance(done, Moved):
        await teach_drop(session, case, now=now, no=1)
    return done
