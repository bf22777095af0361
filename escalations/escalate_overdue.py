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
from escalations.find_target import TARGETS
from escalations.moments import moments_of
from incidents.case import Case
from incidents.expire_draft import expire_draft
from incidents.note_moments import note_moments
from incidents.open_case import open_case
from incidents.plan import Facts, nudges_ahead
from incidents.read_facts import read_facts
from incidents.refresh_cards import DIGESTS_OF_BATCH
from incidents.say_nudge import say_nudge
from models.kinds import IncidentState
from pyramid.policy import Policy
from pyramid.refusal import Refusal

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
BATCH = 100
MOST_NUDGES = 12  # of one incident at once, after a long stillness
log = structlog.get_logger()


async def escalate_overdue(transaction: Transaction, *, now: datetime, policy: Policy) -> int:
    """Climb every rung that is due at business time `now`; returns how many incidents were moved.

    Each batch is a transaction. An incident that cannot be moved is logged, left for the next run, and stops no other.
    """
    moved, failed = 0, set[int]()
    while True:
        async with transaction() as session:
            session.info[TARGETS], session.info[DIGESTS_OF_BATCH] = {}, set()
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


async def _nudge(session: AsyncSession, case: Case, facts: Facts, *, policy: Policy, now: datetime) -> int:
    """Say what is due to be said besides the ladder; how many. What one of them moves may make others idle."""
    count = 0
    while count < MOST_NUDGES:
        due = nudges_ahead(case.incident.plan, facts, policy.calendar)[:1]
        if not due or due[0][0] > now:
            break
        await say_nudge(session, case, due[0][1], policy=policy, now=now)
        facts = await read_facts(session, case.incident)
        count += 1
    return count


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
    told = await _nudge(session, case, facts, policy=policy, now=now)
    if told or not any(climbed):
        facts = await read_facts(session, case.incident)
        # The calendar has changed since the moment was computed, or the rung needs nobody any more.
        step, limit = moments_of(case.incident, facts, policy.calendar)
        await note_moments(session, case.incident, next_step_at=step, handle_due_at=limit)
    return 1
