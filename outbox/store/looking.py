"""Looking: which row stands behind a press or a message."""

from datetime import datetime
from typing import cast

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from models.outbox import Outgoing
from models.pyramid import FormerChat, Group


async def row_by_token(session: AsyncSession, token: str) -> Outgoing | None:
    """The row whose buttons carry this token."""
    return cast("Outgoing | None", await session.scalar(select(Outgoing).where(Outgoing.token == token)))


async def group_id_of_chat(session: AsyncSession, chat_id: int) -> int | None:
    """Our id of the group that has, or had, this chat."""
    found = await session.scalar(select(Group.id).where(Group.chat_id == chat_id))
    if found is None:
        found = await session.scalar(select(FormerChat.group_id).where(FormerChat.chat_id == chat_id))
    return found


async def learn_message_id(session: AsyncSession, row_id: int, chat_id: int, message_id: int) -> None:
    """Take the message id that a press told us, unless one is known by now."""
    await session.execute(
        update(Outgoing)
        .where(Outgoing.id == row_id, Outgoing.message_id.is_(None))
        .values(message_id=message_id, chat_id=chat_id, shown=1),
    )


async def row_of_message(session: AsyncSession, chat_id: int, message_id: int) -> Outgoing | None:
    """The row that stands in a chat as this message."""
    return cast(
        "Outgoing | None",
        await session.scalar(select(Outgoing).where(Outgoing.chat_id == chat_id, Outgoing.message_id == message_id)),
    )


async def forget_old(session: AsyncSession, before: datetime, limit: int) -> int:
    """Delete one-off rows that ended long ago: no buttons, nothing to edit."""
    old = (
        select(Outgoing.id)
        .where(
            or_(
                Outgoing.state == OutgoingState.DROPPED,
                and_(Outgoing.state == OutgoingState.SENT, Outgoing.token.is_(None)),
            ),
            Outgoing.not_before < before,
        )
        .limit(limit)
    )
    ids = list(await session.scalars(old))
    if ids:
        await session.execute(Outgoing.__table__.delete().where(Outgoing.id.in_(ids)))  # type: ignore[attr-defined]
    return len(ids)
