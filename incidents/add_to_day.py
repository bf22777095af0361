"""A worker adds a line to the own log of today."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import workdays as store
from outbox.refresh import refresh
from texts.wall_clock import on_the_wall

LONGEST = 500


async def add_to_day(session: AsyncSession, user_id: int, words: str, *, now: datetime) -> None:
    """The log that was shown follows."""
    await store.add_words(session, user_id, on_the_wall(now).date(), words.strip()[:LONGEST])
    await refresh(session, ["day_log"], user_id)
