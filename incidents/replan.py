"""Leaf or urgency turn out to be others: the limits and the ladder of those, from the first words on."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.plan import due_at, freeze_again, freeze_plan, since_of
from incidents.store import timeline as event_store
from models.incidents import Incident
from models.kinds import Urgency
from pyramid.lookup import unit_of
from pyramid.policy import Policy


async def replan(
    session: AsyncSession, incident: Incident, leaf: str, urgency: Urgency, policy: Policy
) -> dict[str, Any]:
    """The columns `plan` and `handle_due_at`. What was climbed stays climbed; no clock starts later."""
    fired = await event_store.fired_rungs(session, incident.id, incident.cycle)
    plan = freeze_again(incident.plan, freeze_plan(policy, leaf, urgency), fired)
    since = since_of(plan, incident.opened_at)
    calendar = policy.calendar_at((await unit_of(session, incident.owner_unit_id)).path)
    return {"plan": plan, "handle_due_at": due_at(plan, since, incident.extensions, calendar)}
