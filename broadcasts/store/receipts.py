"""Who has heard: taps, the cells of the receipt table, and who is silent."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from broadcasts.receipts import Cell
from broadcasts.store.copies import COPY
from broadcasts.store.dialect import insert
from models.broadcasts import Receipt
from models.outbox import Outgoing
from models.pyramid import Group, Unit


def is_heard(notice_id: int, group_id: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """A role holder of that unit has tapped."""
    return exists().where(Receipt.notice_id == notice_id, Receipt.group_id == group_id, Receipt.is_counted)


def is_shown_copy(notice_id: int) -> ColumnElement[bool]:
    """A copy that stands, or stood, in its chat."""
    return and_(Outgoing.kind == COPY, Outgoing.subject_id == notice_id, Outgoing.shown > 0)


async def tap(
    session: AsyncSession,
    notice_id: int,
    group_id: int,
    user_id: int,
    *,
    is_counted: bool,
    now: datetime,
) -> bool:
    """Remember a tap; True if it is new, or counts only now. A tap that counted goes on counting."""
    first = insert(session, Receipt).values(
        notice_id=notice_id, group_id=group_id, user_id=user_id, is_counted=is_counted, at=now
    )
    raised = first.on_conflict_do_update(
        index_elements=["notice_id", "group_id", "user_id"],
        set_={"is_counted": True, "at": first.excluded.at},
        where=and_(first.excluded.is_counted, Receipt.is_counted.is_(False)),
    )
    return await session.scalar(raised.returning(Receipt.user_id)) is not None


async def is_group_heard(session: AsyncSession, notice_id: int, group_id: int) -> bool:
    """Whether this group has heard."""
    return bool(
        await session.scalar(
            select(func.count()).where(
                Receipt.notice_id == notice_id, Receipt.group_id == group_id, Receipt.is_counted.is_(True)
            ),
        ),
    )


async def groups_with_copy(session: AsyncSession, notice_id: int, unit_ids: Collection[int]) -> list[int]:
    """Groups of these units in whose chat the notice stands."""
    copies = (
        select(Group.id)
        .join(Outgoing, Outgoing.group_id == Group.id)
        .where(is_shown_copy(notice_id), Group.unit_id.in_(unit_ids))
        .order_by(Group.id)
    )
    return list(await session.scalars(copies))


async def cells(session: AsyncSession, notice_id: int, root: Unit) -> list[Cell]:
    """The copies below a unit, counted by tier, child, state and receipt."""
    child = aliased(Unit)
    copies = (
        select(
            Unit.tier,
            child.id.label("child_id"),
            Outgoing.state,
            (Outgoing.shown > 0).label("is_shown"),
            is_heard(notice_id, Outgoing.group_id).label("has_heard"),
        )
        .select_from(Outgoing)
        .join(Group, Group.id == Outgoing.group_id)
        .join(Unit, Unit.id == Group.unit_id)
        .outerjoin(child, and_(child.parent_id == root.id, Unit.path.like(child.path.concat("%"))))
        .where(Outgoing.kind == COPY, Outgoing.subject_id == notice_id, Unit.path.like(f"{root.path}%"))
        .subquery()
    )
    found: Any = await session.execute(select(*copies.c, func.count()).group_by(*copies.c))
    return [
        Cell(tier, child_id, state, bool(is_shown), bool(has_heard), count)
        for tier, child_id, state, is_shown, has_heard, count in found
    ]


async def children_of(session: AsyncSession, unit_id: int) -> list[tuple[int, str]]:
    """(id, name) of all units that are or were below this one, as a table lists them."""
    found = await session.execute(select(Unit.id, Unit.name).where(Unit.parent_id == unit_id).order_by(Unit.code))
    return [(child_id, name) for child_id, name in found]


def _silent(notice_id: int) -> Select[int, str]:
    return (
        select(Group.id, Unit.name)
        .select_from(Outgoing)
        .join(Group, Group.id == Outgoing.group_id)
        .join(Unit, Unit.id == Group.unit_id)
        .where(is_shown_copy(notice_id), ~is_heard(notice_id, Outgoing.group_id))
    )


async def silent_units(session: AsyncSession, notice_id: int, path: str, limit: int) -> list[str]:
    """Names of units below `path` whose chat has the notice and that have not heard."""
    found = await session.execute(_silent(notice_id).where(Unit.path.like(f"{path}%")).order_by(Unit.path).limit(limit))
    return [name for _, name in found]


async def silent_units_of(session: AsyncSession, notice_id: int, unit_ids: Collection[int]) -> list[str]:
    """The same among these units."""
    found = await session.execute(_silent(notice_id).where(Unit.id.in_(unit_ids)).order_by(Unit.path))
    return [name for _, name in found]


async def heard_at(session: AsyncSession, notice_id: int, place: int) -> datetime | None:
    """When the unit number `place` (from 1) had heard; None while fewer have."""
    first = func.min(Receipt.at)
    moment: datetime | None = await session.scalar(
        select(first)
        .where(Receipt.notice_id == notice_id, Receipt.is_counted.is_(True))
        .group_by(Receipt.group_id)
        .order_by(first)
        .offset(place - 1)
        .limit(1)
    )
    return moment
