"""The timetable's beat: every notice whose next step has come takes it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.advance_notice import advance_notice
from broadcasts.store import notices
from pyramid.policy import Policy

log = structlog.get_logger()

AT_ONCE = 50  # notices in one beat; the rest follows with the next

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]


async def advance_notices(transaction: Transaction, *, now: datetime, policy: Policy) -> int:
    """Take all due steps, each notice in a transaction of its own; returns how many were taken.

    A defect in one is logged and keeps none of the others waiting.
    """
    async with transaction() as session:
        due = await notices.due_notices(session, now, AT_ONCE)
    taken = 0
    for notice_id in due:
        try:
            async with transaction() as session:
                taken += await advance_notice(session, notice_id, policy=policy, now=now)
        except Exception:
            log.exception("notice_not_advanced", notice_id=notice_id)
    return taken
