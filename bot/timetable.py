"""How often what runs. Every job looks at rows with a moment; none of them is the truth."""

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot import store
from bot.clerk_jobs import clerk_jobs
from bot.clock import Clock
from bot.database import Database
from bot.jump_guard import REST, JumpGuard
from bot.schedule import Job
from bot.scrub import Scrubber
from bot.settings import Settings
from broadcasts.advance_notices import advance_notices
from broadcasts.next_moment import next_moment as next_of_notices
from broadcasts.watch_cells import watch_cells
from disputes.advance_disputes import next_moment as next_of_disputes
from duties.next_moment import next_moment as next_of_duties
from duties.note_absence import turn_duties
from duties.patrols.end_patrol import end_forgotten
from escalations.audit_overdue import audit_overdue
from escalations.escalate_overdue import escalate_overdue
from escalations.next_moment import next_moment as next_of_incidents
from escalations.prove_itself import beat_heart, tell_the_day
from escalations.tell_head_office import tell_head_office
from inbox.forget_handled import forget_handled
from incidents.fade_undo import next_fading
from incidents.warn_reporters import warn_reporters
from outbox.forget_sent import forget_sent
from privacy.apply_retention import apply_retention
from pyramid.leave_unbound import leave_unbound, next_leave
from pyramid.policy import Policy
from pyramid.set_calendar import read_calendars

log = structlog.get_logger()

NextMoment = Callable[[AsyncSession], Awaitable[datetime | None]]

# When something becomes due next, by business time: what the demo's clock steps to.
DUE_MOMENTS: Sequence[NextMoment] = (
    next_of_incidents,
    next_fading,
    next_of_notices,
    next_leave,
    next_of_disputes,
    next_of_duties,
)


def jobs(database: Database, clock: Clock, policy: Policy, settings: Settings) -> list[Job]:
    """All timed jobs; a rung that is due is written within two seconds."""
    transaction = database.transaction

    swept = deque([clock.machine()], maxlen=1)  # when this process last swept; at first when it began
    is_even = _looking(database, clock, swept)

    async def escalate() -> int:
        if not await is_even():
            return 0
        moved = await escalate_overdue(transaction, now=clock.now(), policy=policy)
        swept.append(clock.machine())
        return moved

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
        *clerk_jobs(transaction, clock, policy),
        Job("read_clock", 1, read_clock),
        Job("escalate_overdue", 1, escalate),
        Job("advance_notices", 1, advance),
        Job("leave_unbound", 10, leave),
        Job("watch_cells", 3600, _watching(database, clock, policy)),
        Job("audit_overdue", 60, audit),
        *_jobs_of_proof(database, clock, policy, swept, is_even),
        Job("tidy", 600, tidy),
        *_jobs_for_people(database, clock),
    ]


def _looking(database: Database, clock: Clock, swept: deque[datetime]) -> Callable[[], Awaitable[bool]]:
    guard = JumpGuard()

    async def is_even() -> bool:
        """Whether the wall clock may be believed; a jump is told once. Resting on purpose is no stillness."""
        jump = guard.look(clock.machine(), clock.monotonic())
        if jump is not None:
            log.error("clock_jumped", seconds=round(jump.total_seconds()), mend="set the machine's clock right")
            await _tell_of_jump(database, clock, jump)
        if guard.is_frozen:
            swept.append(clock.machine())
        return not guard.is_frozen

    return is_even


async def _tell_of_jump(database: Database, clock: Clock, jump: timedelta) -> None:
    async with database.transaction() as session:
        once = f"{int(clock.monotonic())}:{round(jump.total_seconds())}"
        values = {"minutes": round(jump.total_seconds() / 60), "rest": round(REST / 60)}
        await tell_head_office(session, "jumped", values, once=once, now=clock.now(), is_alarm=True)


def _jobs_of_proof(
    database: Database, clock: Clock, policy: Policy, swept: deque[datetime], is_even: Callable[[], Awaitable[bool]]
) -> list[Job]:
    """That the clock runs is seen: a heartbeat, and a line a day. While it is not believed nobody hears that we were away."""

    async def live() -> int:
        known = swept[-1] if await is_even() else None
        return await beat_heart(database.transaction, now=clock.now(), swept_at=known, is_told=known is not None)

    async def tell() -> int:
        return await tell_the_day(database.transaction, now=clock.now(), calendar=policy.calendar, book=policy.book)

    async def turn() -> int:
        async with database.transaction() as session:
            return await turn_duties(session, now=clock.now()) + await end_forgotten(session, now=clock.now())

    async def turn_pages() -> int:  # another process may have entered something
        async with database.reading() as session:
            return await read_calendars(session, policy)

    return [
        Job("heartbeat", 15, live),
        Job("daily_line", 60, tell),
        Job("turn_duties", 10, turn),
        Job("read_calendars", 30, turn_pages),
    ]


def _jobs_for_people(database: Database, clock: Clock) -> list[Job]:
    """Reporters hear first that a promise will be missed; what is kept of people goes when it is old, or erased."""

    async def warn() -> int:
        async with database.transaction() as session:
            return await warn_reporters(session, now=clock.now())

    async def retain() -> int:
        async with database.transaction() as session:
            return sum((await apply_retention(session, now=clock.now())).values())

    return [
        Job("warn_reporters", 30, warn),
        Job("apply_retention", 600, retain),
        Job("scrub", 30, Scrubber(database).scrub),
    ]


def _watching(database: Database, clock: Clock, policy: Policy) -> Callable[[], Awaitable[int]]:
    """Once an hour: does every cell still hear?"""

    async def watch() -> int:
        async with database.transaction() as session:
            return await watch_cells(session, policy=policy, now=clock.now())

    return watch
