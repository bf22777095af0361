"""SQL about units."""

from collections.abc import Collection, Sequence
from typing import cast

from sqlalchemy import ColumnElement, Select, bindparam, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from models.at_hand import UNKNOWN, find, find_all, lay
from models.kinds import GroupState, Tier
from models.pyramid import Group, Unit
from models.shelves import UNITS

LEVEL = case({tier.value: tier.level for tier in Tier}, value=Unit.tier)


def within(column: InstrumentedAttribute[str], path: str) -> ColumnElement[bool]:
    """The column holds `path` or a path below it. Paths are digits and slashes: nothing to escape."""
    return column.like(f"{path}%")


async def unit_by_id(session: AsyncSession, unit_id: int) -> Unit | None:
    """A unit, living or retired."""
    known = find(session, UNITS, unit_id)
    if known is UNKNOWN:
        known = await session.get(Unit, unit_id)
        lay(session, UNITS, unit_id, known)
    return cast("Unit | None", known)


async def unit_by_code(session: AsyncSession, code: str) -> Unit | None:
    """A unit, living or retired, by the roster's code."""
    return cast("Unit | None", await session.scalar(select(Unit).where(Unit.code == code)))


_UNITS: Select[Unit] = select(Unit).where(Unit.id.in_(bindparam("units", expanding=True)))


async def units_by_ids(session: AsyncSession, ids: Collection[int]) -> dict[int, Unit]:
    """Units by id."""

    async def ask(missing: Collection[int]) -> dict[int, Unit]:
        return {unit.id: unit for unit in await session.scalars(_UNITS, {"units": list(missing)})}

    return await find_all(session, UNITS, ids, ask)


async def head_office(session: AsyncSession) -> Unit | None:
    """The one unit without a parent."""
    return cast("Unit | None", await session.scalar(select(Unit).where(Unit.tier == Tier.HQ, Unit.valid_to.is_(None))))


async def living_children(session: AsyncSession, unit_id: int) -> Sequence[Unit]:
    """The units directly below, by code."""
    found = await session.scalars(
        select(Unit).where(Unit.parent_id == unit_id, Unit.valid_to.is_(None)).order_by(Unit.code)
    )
    return found.all()


async def living_named(session: AsyncSession, path: str, words: Collection[str], limit: int) -> Sequence[Unit]:
    """Units at or below `path` whose name contains one of the words; lowest tiers first, then by code."""
    found = await session.scalars(
        select(Unit)
        .where(
            within(Unit.path, path),
            Unit.valid_to.is_(None),
            or_(*(Unit.name.contains(word, autoescape=True) for word in words)),
        )
        .order_by(LEVEL.desc(), Unit.code)
        .limit(limit),
    )
    return found.all()


async def living_below(session: AsyncSession, path: str, limit: int) -> Sequence[Unit]:
    """Units below `path`, by code."""
    below = select(Unit).where(within(Unit.path, path), Unit.path != path, Unit.valid_to.is_(None))
    return (await session.scalars(below.order_by(Unit.code).limit(limit))).all()


async def tiers_within(session: AsyncSession, path: str) -> list[tuple[Tier, GroupState | None, int]]:
    """(tier, state of the chat or None, how many living units) at and below `path`."""
    found = await session.execute(
        select(Unit.tier, Group.state, func.count())
        .outerjoin(Group, Group.unit_id == Unit.id)
        .where(within(Unit.path, path), Unit.valid_to.is_(None))
        .group_by(Unit.tier, Group.state),
    )
    return [(tier, state, count) for tier, state, count in found]
