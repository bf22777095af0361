"""SQL about the chats of units."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.at_hand import UNKNOWN, find
from models.kinds import GroupState
from models.pyramid import FormerChat, Group
from models.shelves import GROUPS


async def group_by_id(session: AsyncSession, group_id: int) -> Group | None:
    """A group by our id."""
    return await session.get(Group, group_id)


async def group_by_chat(session: AsyncSession, chat_id: int) -> Group | None:
    """The group that has this chat today."""
    known = find(session, GROUPS, chat_id)
    if known is UNKNOWN:
        known = await session.scalar(select(Group).where(Group.chat_id == chat_id))
    return cast("Group | None", known)


async def group_by_former_chat(session: AsyncSession, chat_id: int) -> Group | None:
    """The group that had this chat before it became a supergroup."""
    return cast(
        "Group | None",
        await session.scalar(
            select(Group).join(FormerChat, FormerChat.group_id == Group.id).where(FormerChat.chat_id == chat_id)
        ),
    )


async def group_by_unit(session: AsyncSession, unit_id: int) -> Group | None:
    """The chat of a unit."""
    return cast("Group | None", await session.scalar(select(Group).where(Group.unit_id == unit_id)))


async def unbound_due(session: AsyncSession, now: datetime, limit: int) -> Sequence[Group]:
    """Chats without a unit whose time is up."""
    found = await session.scalars(
        select(Group)
        .where(Group.leave_at <= now, Group.state == GroupState.UNBOUND)
        .order_by(Group.leave_at)
        .limit(limit),
    )
    return found.all()


async def told_before(session: AsyncSession, version: int, bound_before: datetime, limit: int) -> Sequence[Group]:
    """Bound chats with a bot that were told an older sentence about what is kept, or none since they were bound."""
    wish = select(Group).where(
        Group.state == GroupState.BOUND,
        Group.bot_id.is_not(None),
        Group.consent_version < version,
        or_(Group.consent_version > 0, Group.since <= bound_before),
    )
    return (await session.scalars(wish.order_by(Group.id).limit(limit))).all()


async def next_leave_at(session: AsyncSession) -> datetime | None:
    """When the next chat without a unit is to be left."""
    return cast(
        "datetime | None",
        await session.scalar(
            select(Group.leave_at)
            .where(Group.leave_at.is_not(None), Group.state == GroupState.UNBOUND)
            .order_by(Group.leave_at)
            .limit(1),
        ),
    )


async def remember_chat(session: AsyncSession, chat_id: int, group_id: int, now: datetime) -> None:
    """The group had this chat until now."""
    await session.merge(FormerChat(chat_id=chat_id, group_id=group_id, until=now))


async def detach(session: AsyncSession, group_id: int) -> None:
    """Take the unit away first: the index allows one chat per unit at any moment."""
    await session.execute(update(Group).where(Group.id == group_id).values(unit_id=None))
