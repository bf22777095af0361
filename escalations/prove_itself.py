"""The clock proves that it runs: a heartbeat, one line a day to the head office, and a word to all after a long stillness."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.decide import LATE_AFTER
from escalations.store import climbs as store
from escalations.tell_head_office import tell_head_office
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.calendar import Calendar
from pyramid.calendars import CalendarBook
from pyramid.lookup import head_office

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
STILL = timedelta(minutes=10)  # longer than this, and people are told
DAY_BEGINS = time(8, 0)
CALENDAR_FROM = 11  # the month in which next year's days are announced
BATCH = 500
HEARTBEAT, DAILY, SWEPT = "heartbeat", "daily_line", "swept"
STALLED = timedelta(minutes=3)  # so long without a sweep, which comes every second, and the head office is alarmed


async def last_sweep(session: AsyncSession) -> datetime | None:
    """When the timetable, in whatever process, last looked at what is due, in machine time."""
    return await store.noted_moment(session, SWEPT)


async def beat_heart(
    transaction: Transaction, *, now: datetime, swept_at: datetime | None = None, is_told: bool = True
) -> int:
    """Write down that we live, in machine time; after a stillness tell every bound group once. Returns how many are told.

    `swept_at`: when this process last swept. A heart that beats while nothing is swept alarms the head office, once.
    `is_told` False: the moment is only written down, for the wall clock has jumped.
    """
    async with transaction() as session:
        machine_now: datetime = session.info["machine_now"]
        if swept_at is not None:
            await store.note_moment(session, SWEPT, swept_at)
            still = machine_now - swept_at
            if still > STALLED:
                values = {"minutes": round(still.total_seconds() / 60)}
                once = str(int(swept_at.timestamp()))
                await tell_head_office(session, "stalled", values, once=once, now=now, is_alarm=True)
        last = await store.noted_moment(session, HEARTBEAT)
        told = 0
        if is_told and last is not None and machine_now - last > STILL:
            begun = now - (machine_now - last)
            told = await _tell_all(session, begun, now)
        await store.note_moment(session, HEARTBEAT, machine_now)
        return told


async def _tell_all(session: AsyncSession, begun: datetime, ended: datetime) -> int:
    """One message per bound group and stillness; the outbox paces them."""
    groups = await store.bound_groups(session)
    values = {"begun": begun.isoformat(), "ended": ended.isoformat()}
    says = [
        Say(
            kind="we_were_down",
            group_id=group_id,
            args=values,
            priority=Priority.NOTICE,
            key=f"we_were_down:{int(begun.timestamp())}:g{group_id}",
        )
        for group_id in groups
    ]
    return sum([await enqueue(session, says[at : at + BATCH], now=ended) for at in range(0, len(says), BATCH)])


async def tell_the_day(
    transaction: Transaction, *, now: datetime, calendar: Calendar, book: CalendarBook | None = None
) -> int:
    """After eight in the morning, once a day: what was due yesterday, what fired, what was late. 1 if it was said now."""
    zone = ZoneInfo(calendar.zone)
    local = now.astimezone(zone)
    if local.time() < DAY_BEGINS:
        return 0
    async with transaction() as session:
        last = await store.noted_moment(session, DAILY)
        if last is not None and last.astimezone(zone).date() >= local.date():
            return 0
        await store.note_moment(session, DAILY, now)
        if last is None:
            return 0  # the first day: there is no yesterday to tell of
        ends = datetime.combine(local.date(), time(0), zone)
        fired, late = await store.fired_between(session, ends - timedelta(days=1), ends, LATE_AFTER)
        stuck = await store.stuck_before(session, now - LATE_AFTER)
        top = await head_office(session)
        year = missing_year(book.at(top.path) if book is not None and top is not None else calendar, now)
        values = {
            "due": fired + stuck,
            "fired": fired,
            "late": late,
            "stuck": stuck,
            "year": year or 0,
        }
        await tell_head_office(session, "daily", values, once=f"{local.date()}", now=now)
        if year is not None:
            week = "-".join(map(str, local.isocalendar()[:2]))
            values = {"missing": year}
            await tell_head_office(session, "calendar", values, once=f"{year}:{week}", now=now, is_alarm=True)
        return 1


def missing_year(calendar: Calendar, now: datetime) -> int | None:
    """The year whose holidays the calendar does not know and should by now; None if none is missing."""
    today = calendar.local_date(now)
    years = [today.year, *([today.year + 1] if today.month >= CALENDAR_FROM else [])]
    return next((year for year in years if not calendar.knows_year(year)), None)
