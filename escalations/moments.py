"""The facts and moments an incident should carry, by its row, its plan and today's calendar. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from incidents.plan import Facts, due_at, next_step, since_of
from models.incidents import Incident
from models.kinds import OPEN_STATES
from pyramid.calendar import Calendar


def facts_of(
    incident: Incident, fired: Mapping[tuple[int, int], frozenset[int]], arrived: Mapping[int, datetime]
) -> Facts:
    """The same facts that incidents.read_facts reads one by one."""
    seen = arrived.get(incident.id)
    return Facts(
        state=incident.state,
        since=since_of(incident.plan, incident.opened_at),
        is_claimed=incident.claimed_by is not None,
        is_on_site=seen is not None and incident.claimed_at is not None and seen >= incident.claimed_at,
        extensions=incident.extensions,
        claimed_at=incident.claimed_at,
        resolved_at=incident.resolved_at,
        fired=fired.get((incident.id, incident.cycle), frozenset()),
    )


def moments_of(
    incident: Incident, facts: Facts, calendar: Calendar, plan: Mapping[str, Any] | None = None
) -> tuple[datetime | None, datetime | None]:
    """(next step, handling limit). The limit of what has ended stays as it was. `plan`: as it will be."""
    laid = incident.plan if plan is None else plan
    limit = incident.handle_due_at
    if incident.state in OPEN_STATES:
        limit = due_at(laid, facts.since, facts.extensions, calendar)
    return next_step(laid, facts, calendar), limit


def is_settled(incident: Incident, moments: tuple[datetime | None, datetime | None]) -> bool:
    """Whether the row carries these moments already."""
    return (incident.next_step_at, incident.handle_due_at) == moments
