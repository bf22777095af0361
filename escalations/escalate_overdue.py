"""What is due climbs: in batches, severest first, each rung once; one bad incident stops no other."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from escalations.bundle import COUNTED, REFRESHED
from escalations.move_due import move_due
from escalations.store import climbs as store
from pyramid.policy import Policy

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
BATCH = 100
log = structlog.get_logger()


async def escalate_overdue(transaction: Transaction, *, now: datetime, policy: Policy) -> int:
    """Climb every rung that is due at business time `now`; returns how many incidents were moved.

    Each batch is a transaction, and in it a savepoint: if anything in it fails, its incidents are moved one by one. One that
    cannot be moved is logged, left for the next run, and stops no other.
    """
    moved, failed = 0, set[int]()
    while True:
        async with transaction() as session:
            ids = await store.overdue_ids(session, now, BATCH, failed)
            done = await _try(session, ids, policy=policy, now=now) if ids else 0
            if done is None:
                for incident_id in ids:
                    one = await _try(session, [incident_id], policy=policy, now=now)
                    if one is None:
                        failed.add(incident_id)
                    moved += one or 0
            moved += done or 0
        if len(ids) < BATCH:
            return moved


async def _try(session: AsyncSession, ids: Sequence[int], *, policy: Policy, now: datetime) -> int | None:
    """How many were moved; None if it failed and nothing of it was kept."""
    try:
        async with session.begin_nested():
            return await move_due(session, ids, policy=policy, now=now)
    except (OperationalError, InterfaceError):
        raise  # the database itself is in trouble: the whole batch is tried again at the next beat
    except Exception:
        for name in (COUNTED, REFRESHED):  # what was counted in it did not happen
            session.info.pop(name, None)
        if len(ids) == 1:
            log.exception("climb_failed", incident_id=ids[0])
        return None
