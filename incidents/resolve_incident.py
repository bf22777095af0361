"""完成: the work is said to be done; somebody else checks it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_check import ask_check
from incidents.ask_evidence import ask_evidence
from incidents.case import Here, Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def resolve_incident(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    policy: Policy,
    now: datetime,
    here: Here | None = None,
    reason: str = "",
) -> Moved | Refusal:
    """Wait for the check; the presser's next photo or text in `here` within 10 minutes is the evidence."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    values = {"resolved_by": actor.user_id, "resolved_at": now}
    done = await make_move(session, case, Move.RESOLVE, actor, policy=policy, now=now, values=values, reason=reason)
    if isinstance(done, Moved):
        await ask_check(session, case, now=now)
        if here is not None:
            await ask_evidence(session, case, actor, here, now=now)
    return done
