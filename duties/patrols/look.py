"""What the doors ask about walks: which one somebody is on, what happened on it, which points it should pass."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from duties.patrols import store
from models.fieldwork import CheckPoint, Patrol, PatrolMark


async def patrol_on(session: AsyncSession, user_id: int) -> Patrol | None:
    """The walk that this person is on."""
    return await store.patrol_on(session, user_id)


async def patrol_of(session: AsyncSession, patrol_id: int, user_id: int) -> Patrol | None:
    """A walk, if it is this person's."""
    walk = await store.patrol(session, patrol_id)
    return walk if walk is not None and walk.user_id == user_id else None


async def mark_of(session: AsyncSession, mark_id: int, user_id: int) -> tuple[PatrolMark, Patrol] | None:
    """A finding with its walk, if it is this person's."""
    mark = await store.mark(session, mark_id)
    walk = await patrol_of(session, mark.patrol_id, user_id) if mark is not None else None
    return (mark, walk) if mark is not None and walk is not None else None


async def photos_of(session: AsyncSession, patrol_id: int) -> int:
    """How many photos were taken so far."""
    return sum(mark.what == "photo" for mark in await store.marks_of(session, patrol_id))


async def points_of(session: AsyncSession, unit_id: int) -> Sequence[CheckPoint]:
    """The check points of a unit."""
    return await store.points_of(session, unit_id)


async def newest_walks(session: AsyncSession, unit_id: int, limit: int) -> list[Patrol]:
    """The newest walks in a unit."""
    return await store.newest_of_units(session, [unit_id], limit)
