"""裁定: the word of the tier above on whose work it is; it cannot be returned afterwards."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.reassign_incident import reassign_incident
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def rule_incident(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    unit_id: int,
    policy: Policy,
    now: datetime,
    reason: str = "",
) -> Moved | Refusal:
    """The unit that must do it, which may be the one that has it now."""
    return await reassign_incident(
        session, incident_id, actor, policy=policy, now=now, unit_id=unit_id, reason=reason, is_ruling=True
    )
