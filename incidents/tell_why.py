"""为什么是我: by which rule, for which unit, until when, and what happens next if nobody acts."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.open_case import open_case
from incidents.plan import ahead
from incidents.read_facts import read_facts
from incidents.why import Why, why
from models.kinds import IncidentState, Sensitivity, Tier
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from pyramid.whom import Whom


async def tell_why(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime, viewer: str = ""
) -> str | Refusal:
    """The answer in the asker's language, at most 200 characters. `viewer` is that of the message it was asked under.

    A group's message answers as the group may know it; a restricted matter tells only its circle more than that.
    """
    case = await open_case(session, incident_id, is_moving=False)
    if isinstance(case, Refusal):
        return case
    incident = case.incident
    is_closed_to = incident.sensitivity is Sensitivity.S2 and (
        viewer in {*Tier} or may(actor, Action.SEE_INCIDENT, case.thing()) is not None
    )
    steps = ahead(incident.plan, await read_facts(session, incident), policy.calendar_at(case.owner.path))
    facts = Why(
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
        is_restricted=is_closed_to,
        is_checking=incident.state is IncidentState.PENDING_CHECK,
    )
    return why(facts, actor.language)
