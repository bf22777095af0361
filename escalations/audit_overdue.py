"""The auditor: every living incident has the next step that its plan gives it, or it is given it now."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from escalations import store
from escalations.settle_step import settle_step
from incidents.open_case import open_case
from pyramid.policy import Policy
from pyramid.refusal import Refusal

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
            ids = await store.living_ids(session, after, BATCH)
            for incident_id in ids:
                case = await open_case(session, incident_id)
                if not isinstance(case, Refusal) and await settle_step(session, case, policy=policy):
                    repaired += 1
        if len(ids) < BATCH:
            break
        after = ids[-1]
    if repaired:
        log.warning("next_steps_repaired", count=repaired, at=now.isoformat())
    return repaired
