"""SQL about units, their chats and their leaders, for the page of the pyramid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models.kinds import DUTY_ROLES, GroupState, Tier
from models.pii import Pii
from models.pyramid import Group, Person, Post, Unit

IN_USE = (GroupState.BOUND, GroupState.AWAY)


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as the pyramid shows it. `leaders` are today's duty posts, `claimed` those whose holder has an account."""

    id: int
    name: str
    code: str
    tier: Tier
    path: str
    state: GroupState | None
    is_admin: bool
    hears_all: bool
    heard_at: datetime | None
    away_reason: str | None
    leaders: int
    claimed: int
    below: int = 0  # living units below it
    below_bound: int = 0
    below_away: int = 0


def within(column: InstrumentedAttribute[str], paths: Sequence[str]) -> ColumnElement[bool]:
    """At or below one of these paths; nowhere if there are none. Paths are digits and slashes."""
    return or_(false(), *(column.like(f"{path}%") for path in paths))


async def nodes(session: AsyncSession, unit_ids: Sequence[int]) -> list[Node]:
    """These units with their chats and leaders, by code."""
    is_duty = or_(*(and_(Unit.tier == tier, Post.role.in_(roles)) for tier, roles in DUTY_ROLES.items()))
    found = await session.execute(
        select(
            *(Unit.id, Unit.name, Unit.code, Unit.tier, Unit.path),
            *(Group.state, Group.is_admin, Group.hears_all, Group.heard_at, Group.away_reason),
            func.count(Post.id),
            func.count(Person.user_id),
        )
        .outerjoin(Group, Group.unit_id == Unit.id)
        .outerjoin(Post, and_(Post.unit_id == Unit.id, Post.valid_to.is_(None), is_duty))
        .outerjoin(Person, Person.id == Post.person_id)
        .where(Unit.id.in_(unit_ids))
        .group_by(Unit.id, Group.id)
        .order_by(Unit.code)
    )
    counts = await _below(session, unit_ids)
    return [_node(tuple(row), counts.get(row[0], (0, 0, 0))) for row in found]


def _node(row: tuple[Any, ...], counts: tuple[int, int, int]) -> Node:
    """A unit without a chat lacks nothing there."""
    of_unit, (state, is_admin, hears_all, heard_at, away_reason), leaders = row[:5], row[5:10], row[10:]
    hears = hears_all is None or bool(hears_all)
    of_chat: tuple[Any, ...] = (state, bool(is_admin), hears, heard_at, away_reason)
    every: tuple[Any, ...] = (*of_unit, *of_chat, *leaders, *counts)
    return Node(*every)


async def _below(session: AsyncSession, unit_ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """Unit → (living units below it, those with a chat, those whose chat the bot has lost)."""
    top = aliased(Unit)
    found = await session.execute(
        select(
            top.id,
            func.count(Unit.id),
            func.count(Group.id).filter(Group.state.in_(IN_USE)),
            func.count(Group.id).filter(Group.state == GroupState.AWAY),
        )
        .select_from(top)
        .join(Unit, and_(Unit.path.like(top.path.concat("%")), Unit.id != top.id, Unit.valid_to.is_(None)))
        .outerjoin(Group, Group.unit_id == Unit.id)
        .where(top.id.in_(unit_ids))
        .group_by(top.id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in found}


async def unit_ids_at(session: AsyncSession, paths: Sequence[str]) -> list[int]:
    """The living units of exactly these paths."""
    return list(
        await session.scalars(select(Unit.id).where(Unit.path.in_(paths), Unit.valid_to.is_(None)).order_by(Unit.path))
    )


async def child_ids(session: AsyncSession, unit_id: int) -> list[int]:
    """The living units directly below."""
    return list(
        await session.scalars(
            select(Unit.id).where(Unit.parent_id == unit_id, Unit.valid_to.is_(None)).order_by(Unit.code)
        )
    )


async def unit(session: AsyncSession, unit_id: int) -> Unit | None:
    """A living unit."""
    found = await session.scalars(select(Unit).where(Unit.id == unit_id, Unit.valid_to.is_(None)))
    return found.one_or_none()


async def units(session: AsyncSession, unit_ids: Sequence[int]) -> dict[int, Unit]:
    """Units by id, living or retired."""
    return {each.id: each for each in await session.scalars(select(Unit).where(Unit.id.in_(unit_ids)))}


async def people_named(session: AsyncSession, user_ids: Sequence[int]) -> dict[int, Pii]:
    """Account → name, as the roster has it."""
    found = await session.execute(
        select(Person.user_id, Person.name).where(Person.user_id.in_(user_ids), Person.name != "")
    )
    return {user_id: Pii(name) for user_id, name in found if user_id is not None}


async def chat_states(session: AsyncSession, paths: Sequence[str]) -> tuple[int, int, int]:
    """(living units, those with a chat, those whose chat the bot has lost) at and below these paths."""
    found = await session.execute(
        select(
            func.count(Unit.id),
            func.count(Group.id).filter(Group.state.in_(IN_USE)),
            func.count(Group.id).filter(Group.state == GroupState.AWAY),
        )
        .outerjoin(Group, Group.unit_id == Unit.id)
        .where(within(Unit.path, paths), Unit.valid_to.is_(None))
    )
    row = found.one()
    return row[0], row[1], row[2]
