"""The evening's one question to whoever worked today: this is your day as it happened; is there anything else?"""

from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import workdays as store
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.calendar import Calendar
from texts.wall_clock import on_the_wall

FROM, UNTIL = time(17, 30), time(20, 0)
BATCH = 200


async def ask_day(session: AsyncSession, *, now: datetime, calendar: Calendar) -> int:
    """Once per person and working day, in the early evening; returns how many were asked."""
    wall = on_the_wall(now)
    if not FROM <= wall.time() < UNTIL or not calendar.is_workday(wall.date()):
        return 0
    start = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    asked = 0
    for user_id in await store.not_asked(session, start, wall.date(), BATCH):
        await store.note_asked(session, user_id, wall.date(), now)
        asked += await enqueue(session, [log_wish(user_id, now, is_asked=True)], now=now)
    return asked


def log_wish(user_id: int, now: datetime, *, days: int = 1, is_asked: bool = False) -> Say:
    """The log of today, or of the last `days` days; `is_asked` puts the evening's question under it."""
    day = on_the_wall(now).date()
    once = f"day_asked:{user_id}:{day}" if is_asked else f"day_log:{user_id}:{int(now.timestamp())}:{days}"
    return Say(
        kind="day_log",
        subject_id=user_id,
        user_id=user_id,
        viewer="worker",
        args={"day": day.isoformat(), "days": days, "asks": is_asked},
        priority=Priority.DIGEST if is_asked else Priority.ANSWER,
        key=once,
    )
