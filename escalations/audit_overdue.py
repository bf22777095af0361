"""The auditor: every living incident has the next step that its plan gives it, or it is given it now."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from escalations.moments import facts_of, is_settled, moments_of
from escalations.store import climbs as store
from incidents.note_moments import note_moments
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
    repaired, paths = 0, {}
    if policy.book.entries:
        paths = await store.paths_of(session, {incident.owner_unit_id for incident in batch})
    for incident in batch:
        calendar = policy.calendar_at(paths.get(incident.owner_unit_id, ""))
        try:
            moments = moments_of(incident, facts_of(incident, fired, arrived), calendar)
        except Exception:
            log.exception("plan_unreadable", incident_id=incident.id)  # one bad row must not end the round
            continue
        if not is_settled(incident, moments):
            step, limit = moments
            repaired += await note_moments(session, incident, next_step_at=step, handle_due_at=limit)
    return repaired
