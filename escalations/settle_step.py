"""The moments of an incident are computed anew by today's calendar and written down if they differ."""

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.note_moments import note_moments
from incidents.plan import due_at, next_step, since_of
from incidents.read_facts import read_facts
from models.kinds import OPEN_STATES
from pyramid.policy import Policy


async def settle_step(session: AsyncSession, case: Case, *, policy: Policy) -> bool:
    """True if what stood there was wrong: a next step missing, superfluous or at another moment."""
    incident = case.incident
    facts = await read_facts(session, incident)
    step = next_step(incident.plan, facts, policy.calendar)
    limit = incident.handle_due_at
    if incident.state in OPEN_STATES:
        limit = due_at(incident.plan, since_of(incident.plan, incident.opened_at), incident.extensions, policy.calendar)
    if step == incident.next_step_at and limit == incident.handle_due_at:
        return False
    await note_moments(session, case, next_step_at=step, handle_due_at=limit)
    return True
