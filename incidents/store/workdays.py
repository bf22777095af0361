"""All SQL about a worker's day: what they did, what they added, who is to be asked in the evening."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store.dialect import insert_into
from models.incidents import WORK_DONE, Incident, TimelineEvent
from models.workday import DayLog

MOST = 200


async def work_between(
    session: AsyncSession, user_id: int, start: datetime, end: datetime
) -> Sequence[tuple[datetime, str, str, str]]:
    """(at, what, number, leaf) of everything this person did about incidents, oldest first."""
    found = await session.execute(
        select(TimelineEvent.at, TimelineEvent.what, Incident.number, Incident.leaf)
        .join(Incident, Incident.id == TimelineEvent.incident_id)
        .where(WORK_DONE, TimelineEvent.at >= start, TimelineEvent.at < end, TimelineEvent.actor_id == user_id)
        .order_by(TimelineEvent.at)
        .limit(MOST)
    )
    return [(row[0], row[1], row[2], row[3]) for row in found]


async def words_of_days(session: AsyncSession, user_id: int, first: date, last: date) -> dict[date, list[str]]:
    """What this person added, by day."""
    found = await session.scalars(
        select(DayLog).where(DayLog.user_id == user_id, DayLog.day >= first, DayLog.day <= last)
    )
    return {row.day: [str(said) for said in row.words] for row in found}


async def add_words(session: AsyncSession, user_id: int, day: date, words: str) -> None:
    """One more line of a day."""
    row = await session.get(DayLog, (user_id, day), with_for_update=True, populate_existing=True)
    if row is None:
        await session.execute(insert_into(session, DayLog).values(user_id=user_id, day=day, words=[words]))
    else:
        row.words = [*row.words, words]
        await session.flush()


async def not_asked(session: AsyncSession, start: datetime, day: date, limit: int) -> list[int]:
    """Who has worked since `start` and was not asked about this day."""
    asked = select(DayLog.user_id).where(DayLog.day == day, DayLog.asked_at.is_not(None))
    found = await session.scalars(
        select(TimelineEvent.actor_id)
        .where(
            WORK_DONE,
            TimelineEvent.at >= start,
            TimelineEvent.actor_id.is_not(None),
            TimelineEvent.actor_id.not_in(asked),
        )
        .distinct()
        .limit(limit)
    )
    return [user_id for user_id in found if user_id is not None]


async def note_asked(session: AsyncSession, user_id: int, day: date, now: datetime) -> None:
    """The evening's question was put."""
    statement = insert_into(session, DayLog).values(user_id=user_id, day=day, words=[], asked_at=now)
    await session.execute(statement.on_conflict_do_update(index_elements=["user_id", "day"], set_={"asked_at": now}))
