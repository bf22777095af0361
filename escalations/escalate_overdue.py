"""What is due climbs: in batches, severest first, each incident in a savepoint of its own, each rung once."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from escalations import store
from escalations.climb import climb
from escalations.decide import due_rungs
from escalations.moments import moments_of
from incidents.expire_draft import expire_draft
from incidents.note_moments import note_moments
from incidents.open_case import open_case
from incidents.read_facts import read_facts
from models.kinds import IncidentState
from pyramid.policy import Policy
from pyramid.refusal import Refusal

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
BATCH = 100
log = structlog.get_logger()


async def escalate_overdue(transaction: Transaction, *, now: datetime, policy: Policy) -> int:
    """Climb every rung that is due at business time `now`; returns how many incidents were moved.

    Each batch is a transaction. An incident that cannot be moved is logged, left for the next run, and stops no other.
    """
    moved, failed = 0, set[int]()
    while True:
        async with transaction() as session:
            ids = await store.overdue_ids(session, now, BATCH, failed)
            for incident_id in ids:
                try:
                    async with session.begin_nested():
                        moved += await _step(session, incident_id, policy=policy, now=now)
                except (OperationalError, InterfaceError):
                    raise  # the database itself is in trouble: the whole batch is tried again at the next beat
                except Exception:
                    failed.add(incident_id)
                    log.exception("climb_failed", incident_id=incident_id)
        if len(ids) < BATCH:
            return moved


async def _step(session: AsyncSession, incident_id: int, *, policy: Policy, now: datetime) -> int:
    """Whatever is due of one incident; 1 if it was moved, or its next step was."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return 0
    if case.incident.state is IncidentState.DRAFT:
        await expire_draft(session, incident_id, policy=policy, now=now)
        return 1
    facts = await read_facts(session, case.incident)
    climbed = [
        await climb(session, case, due, policy=policy, now=now)
        for due in due_rungs(case.incident.plan, facts, now, policy.calendar)
    ]
    if not any(climbed):
        # The calendar has changed since the moment was computed, or the rung needs nobody any more.
        step, limit = moments_of(case.incident, facts, policy.calendar)
        await note_moments(session, case.incident, next_step_at=step, handle_due_at=limit)
    return 1
