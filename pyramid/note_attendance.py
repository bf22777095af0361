"""Is a unit's leader in the chat above? Looked at once a day, a few at a time, so that a cell that fell off is noticed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from pyramid.store import attendance as store

LOOK_EVERY = timedelta(days=1)


async def unseen_leaders(session: AsyncSession, *, now: datetime, limit: int) -> list[tuple[int, int, int, int]]:
    """(group id, chat id, bot id, user id): whom to ask Telegram about, in which chat, by which bot."""
    return await store.unseen(session, now - LOOK_EVERY, limit)


async def note_attendance(session: AsyncSession, seen: Sequence[tuple[int, int, bool]], *, now: datetime) -> None:
    """Take note of (group id, user id, whether they are there)."""
    for group_id, user_id, is_present in seen:
        await store.note(session, group_id, user_id, is_present=is_present, now=now)
