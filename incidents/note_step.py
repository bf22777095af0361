"""What the plan remembers has changed without a move: the next step is computed anew."""

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.note_moments import note_moments
from incidents.plan import next_step
from incidents.read_facts import read_facts
from pyramid.policy import Policy


async def note_step(session: AsyncSession, case: Case, *, policy: Policy) -> None:
    """The limit stays; only when the clock must look again is new."""
    incident = case.incident
    step = next_step(incident.plan, await read_facts(session, incident), policy.calendar_at(case.owner.path))
    await note_moments(session, incident, next_step_at=step, handle_due_at=incident.handle_due_at)
