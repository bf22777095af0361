"""SQL for finding out which bot sits in which chat of the roster."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState
from models.pyramid import Group

_UNMANNED = (Group.state == GroupState.BOUND, Group.bot_id.is_(None), Group.chat_id.is_not(None))


async def unmanned(session: AsyncSession, limit: int) -> Sequence[tuple[int, int]]:
    """(group id, chat id) of bound chats of which no bot is known to be a member."""
    found = await session.execute(select(Group.id, Group.chat_id).where(*_UNMANNED).order_by(Group.id).limit(limit))
    return [(group_id, chat_id) for group_id, chat_id in found if chat_id is not None]


async def man_all(session: AsyncSession, bot_id: int, *, hears_all: bool) -> int:
    """The only bot serves all of them; returns how many."""
    done = await session.execute(
        update(Group)
        .where(*_UNMANNED)
        .values(bot_id=bot_id, hears_all=hears_all)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", done).rowcount


async def man(session: AsyncSession, group_id: int, bot_id: int) -> None:
    """A group is served by this bot."""
    await session.execute(update(Group).where(Group.id == group_id).values(bot_id=bot_id))


async def unseen(session: AsyncSession, before: datetime, limit: int) -> Sequence[Group]:
    """Bound groups with a bot whose standing was not asked since then, longest ago first."""
    found = await session.scalars(
        select(Group)
        .where(
            Group.state == GroupState.BOUND,
            Group.bot_id.is_not(None),
            Group.chat_id.is_not(None),
            or_(Group.looked_at.is_(None), Group.looked_at < before),
        )
        .order_by(Group.looked_at.is_not(None), Group.looked_at, Group.id)
        .limit(limit)
    )
    return found.all()


async def groups(session: AsyncSession, ids: Collection[int]) -> Sequence[Group]:
    """Groups by our ids that have a bot."""
    return list(await session.scalars(select(Group).where(Group.id.in_(ids), Group.bot_id.is_not(None))))
