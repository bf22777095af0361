"""Answers to the question of a notice."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.store.dialect import insert
from models.broadcasts import Vote

SETTLE = timedelta(seconds=3)  # many voices become one edit of the progress card


async def vote(
    session: AsyncSession, notice_id: int, user_id: int, *, option: int, group_id: int | None, now: datetime
) -> bool:
    """Remember a voice in place of an earlier one; False if it says the same."""
    first = insert(session, Vote).values(notice_id=notice_id, user_id=user_id, option=option, group_id=group_id, at=now)
    changed = first.on_conflict_do_update(
        index_elements=["notice_id", "user_id"],
        set_={"option": first.excluded.option, "group_id": first.excluded.group_id, "at": first.excluded.at},
        where=Vote.option != first.excluded.option,
    )
    return await session.scalar(changed.returning(Vote.user_id)) is not None


async def tally(session: AsyncSession, notice_id: int) -> dict[int, int]:
    """How many voices each answer has, by its place."""
    voices = select(Vote.option, func.count()).where(Vote.notice_id == notice_id).group_by(Vote.option)
    return {option: count for option, count in await session.execute(voices)}  # noqa: C416 - rows are no pairs to mypy
