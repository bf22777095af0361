"""Audiences as SQL: which chats, how many, by which token, and how many people are asked to read."""

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from broadcasts.audience import Audience, Counts
from models.kinds import GroupState, Role, Tier
from models.outbox import Outgoing
from models.pyramid import Group, Post, Unit

COPY = "notice_copy"
IN_USE = (GroupState.BOUND, GroupState.AWAY)


def in_audience(audience: Audience, path: str) -> ColumnElement[bool]:
    """A bound chat of the audience, of units that exist today; `path` is that of its unit."""
    return and_(Group.state.in_(IN_USE), *_tests(audience, path))


def is_meant(audience: Audience, path: str) -> ColumnElement[bool]:
    """A unit of the audience, whether it has a chat or not; to be asked with its chat, if any, joined."""
    return and_(*_tests(audience, path))


def _tests(audience: Audience, path: str) -> list[ColumnElement[bool]]:
    if audience.got:  # exactly those, wherever their units stand today
        copy = aliased(Outgoing)
        got = exists().where(
            copy.kind == COPY, copy.subject_id == audience.got, copy.group_id == Group.id, copy.shown > 0
        )
        return [got]
    tests: list[ColumnElement[bool]] = [Unit.path.like(f"{path}%"), Unit.valid_to.is_(None)]
    if audience.but:
        out = aliased(Unit)
        tests.append(~exists().where(out.id.in_(sorted(audience.but)), Unit.path.like(out.path.concat("%"))))
    if audience.kinds:
        tests.append(Unit.kind.in_(sorted(audience.kinds)))
    if audience.tiers:
        tests.append(Unit.tier.in_(sorted(audience.tiers)))
    if audience.roles:
        held = aliased(Post)  # the statement around it may ask for posts, too
        tests.append(
            exists().where(held.unit_id == Unit.id, held.role.in_(sorted(audience.roles)), held.valid_to.is_(None))
        )
    return tests


async def counts_of(session: AsyncSession, audience: Audience, path: str) -> Counts:
    """How many bound chats an audience has, by tier from the top."""
    found = await session.execute(
        select(Unit.tier, Group.state, Group.bot_id, func.count())
        .join(Group, Group.unit_id == Unit.id)
        .where(in_audience(audience, path))
        .group_by(Unit.tier, Group.state, Group.bot_id),
    )
    by_tier = dict.fromkeys(Tier, 0)
    by_bot: dict[int, int] = {}
    away = 0
    for tier, state, bot_id, count in found:
        by_tier[tier] += count
        away += count * (state is GroupState.AWAY)
        by_bot[bot_id or 0] = by_bot.get(bot_id or 0, 0) + count
    return Counts({tier: count for tier, count in by_tier.items() if count}, away, by_bot)


async def readers_of(session: AsyncSession, audience: Audience, path: str) -> int:
    """How many people hold a post in a unit whose chat is reached: they are asked to read and to confirm."""
    people = (
        select(func.count(Post.person_id.distinct()))
        .join(Unit, Unit.id == Post.unit_id)
        .join(Group, Group.unit_id == Unit.id)
        .where(in_audience(audience, path), Post.valid_to.is_(None))
    )
    return await session.scalar(people) or 0


async def kinds_below(session: AsyncSession, path: str) -> list[tuple[str, int]]:
    """(kind, number of bound chats) of the units of a subtree, the most frequent first; units without a kind left out."""
    found = await session.execute(
        select(Unit.kind, func.count())
        .join(Group, Group.unit_id == Unit.id)
        .where(Unit.path.like(f"{path}%"), Unit.valid_to.is_(None), Group.state.in_(IN_USE), Unit.kind != "")
        .group_by(Unit.kind)
        .order_by(func.count().desc(), Unit.kind)
    )
    return [(kind, count) for kind, count in found]


async def roles_below(session: AsyncSession, path: str) -> list[tuple[Role, int]]:
    """(role, number of units with a bound chat in which somebody holds it) below a unit, the most frequent first."""
    number = func.count(Unit.id.distinct())
    found = await session.execute(
        select(Post.role, number)
        .join(Unit, Unit.id == Post.unit_id)
        .join(Group, Group.unit_id == Unit.id)
        .where(Unit.path.like(f"{path}%"), Unit.valid_to.is_(None), Group.state.in_(IN_USE), Post.valid_to.is_(None))
        .group_by(Post.role)
        .order_by(number.desc(), Post.role)
    )
    return [(role, count) for role, count in found]
