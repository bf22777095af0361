"""The moments an incident should carry, by its plan and today's calendar. Pure."""

from datetime import datetime

from incidents.plan import Facts, due_at, next_step
from models.incidents import Incident
from models.kinds import OPEN_STATES
from pyramid.calendar import Calendar


def moments_of(incident: Incident, facts: Facts, calendar: Calendar) -> tuple[datetime | None, datetime | None]:
    """(next step, handling limit). The limit of what has ended stays as it was."""
    limit = incident.handle_due_at
    if incident.state in OPEN_STATES:
        limit = due_at(incident.plan, facts.since, facts.extensions, calendar)
    return next_step(incident.plan, facts, calendar), limit


def is_settled(incident: Incident, moments: tuple[datetime | None, datetime | None]) -> bool:
    """Whether the row carries these moments already."""
    return (incident.next_step_at, incident.handle_due_at) == moments
