"""Sending: what may leave next, what is on its way, what a dead sender left behind."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, and_, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState, Repeat
from models.outbox import Freeze, Outgoing
from outbox.backoff import FROZEN, SHUT_OUT
from outbox.store.due import WAITING


def _count(result: Any) -> int:
    return cast("CursorResult[Any]", result).rowcount


async def next_due_at(session: AsyncSession, bot_ids: Collection[int]) -> dict[int, datetime]:
    """When the earliest waiting row of each of these tokens may leave (machine time); a token without any is left out."""
    found = await session.execute(_NEXT, {"bot_ids": list(bot_ids)})
    return {bot_id: moment for bot_id, moment in found if bot_id is not None}


_NEXT = (
    select(Outgoing.bot_id, func.min(Outgoing.not_before))
    .where(Outgoing.bot_id.in_(bindparam("bot_ids", expanding=True)), WAITING)
    .group_by(Outgoing.bot_id)
)


async def rows_by_ids(session: AsyncSession, ids: Collection[int]) -> dict[int, Outgoing]:
    """Fresh rows by id, held until the end of the transaction: a newer wish comes before or after, never in between."""
    found = await session.scalars(
        select(Outgoing)
        .where(Outgoing.id.in_(ids))
        .order_by(Outgoing.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in found}


async def recover(session: AsyncSession, bot_id: int) -> tuple[int, int]:
    """A sender died. What was on the wire follows its class; returns (sent again, kept for a person).

    What waited for a valid token waits no longer: whoever begins has been let in with the one of today. The freezes of a 429
    are remembered elsewhere and still hold.
    """
    flying = and_(Outgoing.bot_id == bot_id, Outgoing.state == OutgoingState.SENDING)
    kept = await session.execute(
        update(Outgoing)
        .where(flying, Outgoing.repeat == Repeat.ONCE, Outgoing.message_id.is_(None))
        .values(state=OutgoingState.UNCERTAIN, trouble="the sender stopped while it was on its way")
        .execution_options(synchronize_session=False),
    )
    again = await session.execute(
        update(Outgoing)
        .where(flying)
        .values(state=OutgoingState.PENDING, unsure=Outgoing.unsure + 1)
        .execution_options(synchronize_session=False),
    )
    await session.execute(
        update(Outgoing)
        .where(
            Outgoing.bot_id == bot_id,
            Outgoing.state == OutgoingState.RETRY_AT,
            Outgoing.trouble.in_((SHUT_OUT, FROZEN)),
        )
        .values(state=OutgoingState.PENDING, not_before=session.info["machine_now"])
        .execution_options(synchronize_session=False),
    )
    return _count(again), _count(kept)


async def take_back(session: AsyncSession, bot_id: int, fence: int, carried: Collection[int]) -> None:
    """Rows that this holder marked as `sending` but does not carry wait again."""
    await session.execute(
        update(Outgoing)
        .where(
            Outgoing.bot_id == bot_id,
            Outgoing.state == OutgoingState.SENDING,
            Outgoing.fence == fence,
            Outgoing.id.not_in(carried),
        )
        .values(state=OutgoingState.PENDING, attempts=Outgoing.attempts - 1)
        .execution_options(synchronize_session=False),
    )


async def sent_lately(session: AsyncSession, bot_id: int, since: datetime) -> list[tuple[int, datetime, int]]:
    """(chat, moment, priority) of what this token sent since then: the budget outlives a restart."""
    found = await session.execute(
        select(Outgoing.chat_id, Outgoing.sending_at, Outgoing.priority)
        .where(Outgoing.bot_id == bot_id, Outgoing.sending_at > since, Outgoing.chat_id.is_not(None))
        .order_by(Outgoing.sending_at),
    )
    return [(chat, moment, priority) for chat, moment, priority in found if chat is not None and moment is not None]


async def freeze(session: AsyncSession, bot_id: int, chat_id: int, until: datetime) -> None:
    """Remember a 429 over a restart; chat 0 means the token."""
    await session.merge(Freeze(bot_id=bot_id, chat_id=chat_id, until=until))


async def frozen(session: AsyncSession, bot_id: int) -> list[tuple[int, datetime]]:
    """(chat or 0, until) of freezes that still hold."""
    found = await session.execute(
        select(Freeze.chat_id, Freeze.until).where(Freeze.bot_id == bot_id, Freeze.until > session.info["machine_now"]),
    )
    return [(chat_id, until) for chat_id, until in found]


@asynccontextmanager
async def alone(session: AsyncSession) -> AsyncIterator[None]:
    """A statement that fails takes nothing else with it. SQLite sees to that itself; a savepoint costs two statements."""
    with session.no_autoflush:  # composers only read: what is marked so far is written in one go
        if session.get_bind().dialect.name != "postgresql":
            yield
            return
        async with (await session.connection()).begin_nested():
            yield


async def settle_row(session: AsyncSession, row_id: int, state: OutgoingState, trouble: str | None) -> bool:
    """Take a row out of uncertainty; False if it is not uncertain any more."""
    result = await session.execute(
        update(Outgoing)
        .where(Outgoing.id == row_id, Outgoing.state == OutgoingState.UNCERTAIN)
        .values(
            state=state,
            trouble=trouble,
            not_before=session.info["machine_now"],
            unsure=Outgoing.unsure + (1 if state is OutgoingState.PENDING else 0),
        )
        .execution_options(synchronize_session=False)
    )
    return _count(result) == 1
