"""The auditor: every living incident has the next step that its plan gives it, or it is given it now."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from escalations import store
from escalations.moments import is_settled, moments_of
from incidents.note_moments import note_moments
from incidents.plan import Facts, since_of
from models.incidents import Incident
from pyramid.policy import Policy

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
BATCH = 200
log = structlog.get_logger()


async def audit_overdue(transaction: Transaction, *, now: datetime, policy: Policy) -> int:
    """Walk through all living incidents in batches; returns how many had to be repaired.

    A moment that differs by a changed calendar is brought up to date in the same way. `now` is for the record.
    """
    repaired, after = 0, 0
    while True:
        async with transaction() as session:
            batch = await store.living(session, after, BATCH)
            repaired += await _settle(session, batch, policy)
        if len(batch) < BATCH:
            break
        after = batch[-1].id
    if repaired:
        log.warning("next_steps_repaired", count=repaired, at=now.isoformat())
    return repaired


async def _settle(session: AsyncSession, batch: list[Incident], policy: Policy) -> int:
    """Compare and mend one batch: three queries, and one write for each that differs."""
    ids = [incident.id for incident in batch]
    fired, arrived = await store.fired_rungs(session, ids), await store.arrivals(session, ids)
    repaired = 0
    for incident in batch:
        try:
            moments = moments_of(incident, _facts(incident, fired, arrived), policy.calendar)
        except Exception:
            log.exception("plan_unreadable", incident_id=incident.id)  # one bad row must not end the round
            continue
        if not is_settled(incident, moments):
            step, limit = moments
            repaired += await note_moments(session, incident, next_step_at=step, handle_due_at=limit)
    return repaired


def _facts(
    incident: Incident, fired: Mapping[tuple[int, int], frozenset[int]], arrived: Mapping[int, datetime]
) -> Facts:
    """The same facts that read_facts reads one by one."""
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
