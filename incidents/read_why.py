"""What 为什么是我 is answered from: where an incident stands on its ladder, and what comes next."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.plan import ahead
from incidents.read_facts import read_facts
from incidents.why import Why
from models.kinds import IncidentState, Tier
from pyramid.policy import Policy
from pyramid.whom import Whom


async def read_why(
    session: AsyncSession, case: Case, *, policy: Policy, now: datetime, is_restricted: bool = False
) -> Why:
    """The rule, the unit, the limit and the next rung by today's calendar. `is_restricted`: the asker may not know them."""
    incident = case.incident
    steps = ahead(incident.plan, await read_facts(session, incident), policy.calendar_at(case.owner.path))
    return Why(
        number=incident.number,
        unit=case.unit.name,
        owner=case.owner.name,
        urgency=incident.urgency,
        state=incident.state,
        limit_from=incident.plan["limit_from"],
        due_at=None if incident.plan["handle"].startswith("0") else incident.handle_due_at,
        is_taken=incident.claimed_by is not None,
        climbed_to=Tier(incident.highest_tier) if incident.highest_tier != case.owner.tier else None,
        next_at=max(steps[0][0], now) if steps else None,
        next_to=steps[0][1].to if steps else Whom(Tier(incident.highest_tier)),
        is_restricted=is_restricted,
        is_checking=incident.state is IncidentState.PENDING_CHECK,
    )
