"""How often what runs. Every job looks at rows with a moment; none of them is the truth."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import store
from bot.clock import Clock
from bot.database import Database
from bot.schedule import Job
from bot.settings import Settings
from broadcasts.advance_notices import advance_notices
from broadcasts.next_moment import next_moment as next_of_notices
from escalations.audit_overdue import audit_overdue
from escalations.escalate_overdue import escalate_overdue
from escalations.next_moment import next_moment as next_of_incidents
from inbox.forget_handled import forget_handled
from outbox.forget_sent import forget_sent
from pyramid.leave_unbound import leave_unbound, next_leave
from pyramid.policy import Policy

NextMoment = Callable[[AsyncSession], Awaitable[datetime | None]]

# When something becomes due next, by business time: what the demo's clock steps to.
DUE_MOMENTS: Sequence[NextMoment] = (next_of_incidents, next_of_notices, next_leave)


def jobs(database: Database, clock: Clock, policy: Policy, settings: Settings) -> list[Job]:
    """All timed jobs; a rung that is due is written within two seconds."""
    transaction = database.transaction

    async def escalate() -> int:
        return await escalate_overdue(transaction, now=clock.now(), policy=policy)

    async def audit() -> int:
        return await audit_overdue(transaction, now=clock.now(), policy=policy)

    async def advance() -> int:
        return await advance_notices(transaction, now=clock.now(), policy=policy)

    async def leave() -> int:
        async with transaction() as session:
            return await leave_unbound(session, now=clock.now())

    async def tidy() -> int:
        async with transaction() as session:
            return await forget_handled(session) + await forget_sent(session)

    async def read_clock() -> int:
        if settings.is_on_loopback and not settings.is_embedded:  # another process may have moved it
            async with transaction() as session:
                clock.offset = max(clock.offset, await store.clock_offset(session), timedelta(0))
        return 0

    return [
        Job("read_clock", 1, read_clock),
        Job("escalate_overdue", 1, escalate),
        Job("advance_notices", 1, advance),
        Job("leave_unbound", 10, leave),
        Job("audit_overdue", 60, audit),
        Job("tidy", 600, tidy),
    ]
