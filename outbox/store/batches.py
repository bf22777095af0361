"""Batches: what a look has decided, and what became of what left, each in one statement whatever the number of rows and tokens.

Rows travel as one JSON text, so that a statement is one and the same each time and is compiled once. The fence stands in each row, so that
the senders of a process write together; compared with a column of the text it also says nothing to a planner whose statistics
are from before the sending, and which would else look for the few rows of that fence first.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Text, Update, bindparam, case, func, literal, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from models.outbox import Outgoing
from outbox.store.rows_of_text import RowsOfText


@dataclass(slots=True)
class Touched:
    """What a claim makes of a row; None leaves a value as it is."""

    id: int
    state: OutgoingState
    trouble: str | None = None
    not_before: datetime | None = None
    shown: int | None = None
    chat_id: int | None = None  # set: it leaves for this chat now
    sending_at: datetime | None = None
    token: str | None = None
    offered: list[Any] | None = None
    fence: int | None = None  # set with `chat_id`: the lease under which it leaves


@dataclass(slots=True)
class Landed:
    """A delivery; `message_id` None for a deed."""

    id: int
    version: int
    face: str
    chat_id: int
    message_id: int | None
    sending_at: datetime | None
    fence: int


async def write_claims(session: AsyncSession, rows: Sequence[Touched]) -> None:
    """What a look has decided about the rows it looked at."""
    if rows:
        dialect = session.get_bind().dialect.name
        texts = [
            (
                row.id,
                row.state.value,
                row.trouble,
                _moment(row.not_before, dialect),
                row.shown,
                row.chat_id,
                _moment(row.sending_at, dialect),
                row.token,
                row.offered,
                row.fence,
            )
            for row in sorted(rows, key=_id)  # locks are taken in one order by all
        ]
        await _write(session, _claims(dialect), texts, {})


async def write_deliveries(session: AsyncSession, rows: Sequence[Landed]) -> None:
    """It stands there, unless another sender has the row by now; what was wanted anew meanwhile waits again."""
    if rows:
        dialect = session.get_bind().dialect.name
        texts = [
            (row.id, row.version, row.face, row.chat_id, row.message_id, _moment(row.sending_at, dialect), row.fence)
            for row in sorted(rows, key=_id)
        ]
        await _write(session, _deliveries(dialect), texts, {"now_": session.info["machine_now"]})


async def _write(session: AsyncSession, statement: Update, texts: Collection[Any], more: dict[str, Any]) -> None:
    values = {"rows": json.dumps(texts, ensure_ascii=False), **more}
    await (await session.connection()).execute(statement, values)


def _id(row: Touched | Landed) -> int:
    return row.id


def _moment(moment: datetime | None, dialect: str) -> str | None:
    """As the column keeps it."""
    if moment is None:
        return None
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%d %H:%M:%S.%f}" if dialect == "sqlite" else utc.isoformat()


@cache
def _claims(dialect: str) -> Update:
    v = RowsOfText(dialect)
    chat_id = v.get(5, BigInteger)
    leaves = chat_id.is_not(None)
    return (
        update(Outgoing)
        .where(Outgoing.id == v.get(0, BigInteger))
        .values(
            state=v.get(1, Text),
            trouble=v.get(2, Text),
            not_before=func.coalesce(v.get(3, Outgoing.not_before.type), Outgoing.not_before),
            shown=func.coalesce(v.get(4, BigInteger), Outgoing.shown),
            chat_id=func.coalesce(chat_id, Outgoing.chat_id),
            sending_at=func.coalesce(v.get(6, Outgoing.sending_at.type), Outgoing.sending_at),
            token=func.coalesce(v.get(7, Text), Outgoing.token),
            offered=func.coalesce(v.get(8, Outgoing.offered.type), Outgoing.offered),
            fence=func.coalesce(v.get(9, BigInteger), Outgoing.fence),
            attempts=Outgoing.attempts + case((leaves, 1), else_=0),
        )
        .execution_options(synchronize_session=False)
    )


@cache
def _deliveries(dialect: str) -> Update:
    v = RowsOfText(dialect)
    version, message_id = v.get(1, BigInteger), v.get(4, BigInteger)
    is_outdated = Outgoing.wanted > version
    return (
        update(Outgoing)
        .where(Outgoing.id == v.get(0, BigInteger), Outgoing.fence == v.get(6, BigInteger))
        .values(
            state=case((is_outdated, literal("pending")), else_=literal("sent")),
            trouble=None,
            not_before=bindparam("now_", type_=Outgoing.not_before.type),
            sent_at=bindparam("now_", type_=Outgoing.sent_at.type),
            shown=version,
            face=v.get(2, Text),
            attempts=0,
            message_id=func.coalesce(message_id, Outgoing.message_id),
            chat_id=case((message_id.is_not(None), v.get(3, BigInteger)), else_=Outgoing.chat_id),
            sending_at=func.coalesce(v.get(5, Outgoing.sending_at.type), Outgoing.sending_at),
        )
        .execution_options(synchronize_session=False)
    )
