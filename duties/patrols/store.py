"""All SQL about patrols and check points."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.fieldwork import CheckPoint, Patrol, PatrolMark
from models.incidents import Incident


async def patrol_on(session: AsyncSession, user_id: int) -> Patrol | None:
    """The walk that this person is on."""
    wish = select(Patrol).where(Patrol.user_id == user_id, Patrol.ended_at.is_(None))
    return cast("Patrol | None", await session.scalar(wish))


async def patrol(session: AsyncSession, patrol_id: int) -> Patrol | None:
    """One walk, of today or earlier."""
    return await session.get(Patrol, patrol_id, populate_existing=True)


async def add(session: AsyncSession, row: Patrol | PatrolMark | CheckPoint) -> None:
    """A new row, with its id."""
    session.add(row)
    await session.flush()


async def changed(session: AsyncSession) -> None:
    """What was changed on rows is written."""
    await session.flush()


async def unended(session: AsyncSession, before: datetime) -> list[Patrol]:
    """Walks that began before this moment and were never ended."""
    return list(await session.scalars(select(Patrol).where(Patrol.ended_at.is_(None), Patrol.started_at < before)))


async def newest_of_units(session: AsyncSession, unit_ids: Collection[int], limit: int) -> list[Patrol]:
    """The newest walks in these units."""
    wish = select(Patrol).where(Patrol.unit_id.in_(unit_ids)).order_by(Patrol.id.desc()).limit(limit)
    return list(await session.scalars(wish))


async def points_of(session: AsyncSession, unit_id: int) -> Sequence[CheckPoint]:
    """The check points of a unit, in the order in which they were written down."""
    wish = select(CheckPoint).where(CheckPoint.unit_id == unit_id, CheckPoint.removed_at.is_(None))
    return (await session.scalars(wish.order_by(CheckPoint.id))).all()


async def point(session: AsyncSession, point_id: int) -> CheckPoint | None:
    """One of them."""
    return await session.get(CheckPoint, point_id)


async def marks_of(session: AsyncSession, patrol_id: int) -> Sequence[PatrolMark]:
    """What happened on a walk, in order."""
    return (
        await session.scalars(select(PatrolMark).where(PatrolMark.patrol_id == patrol_id).order_by(PatrolMark.id))
    ).all()


async def mark(session: AsyncSession, mark_id: int) -> PatrolMark | None:
    """One of these."""
    return await session.get(PatrolMark, mark_id)


async def unmark(session: AsyncSession, patrol_id: int, point_id: int) -> bool:
    """A check point was ticked by mistake; False if it was not ticked."""
    ticked = (PatrolMark.patrol_id == patrol_id, PatrolMark.point_id == point_id)
    found = await session.scalar(select(func.count()).select_from(PatrolMark).where(*ticked))
    await session.execute(delete(PatrolMark).where(*ticked))
    return bool(found)


async def numbers_of(session: AsyncSession, incident_ids: Collection[int]) -> dict[int, str]:
    """Incident → its number."""
    found = await session.execute(select(Incident.id, Incident.number).where(Incident.id.in_(incident_ids)))
    return {row[0]: row[1] for row in found}
