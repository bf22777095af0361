"""Batches: what may leave next, and what became of it, each in one statement whatever the number of rows.

Rows travel as one JSON text, so that a statement is one and the same each time and is compiled once.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Select,
    Text,
    Update,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from models.outbox import Outgoing
from models.pyramid import Group, Person
from outbox.store.rows_of_text import RowsOfText

# As the partial index has it: a bound word would not let an engine see that the index fits.
WAITING = Outgoing.state.in_([literal_column("'pending'"), literal_column("'retry_at'")])
READ = (
    Outgoing.id,
    Outgoing.kind,
    Outgoing.subject_id,
    Outgoing.group_id,
    Outgoing.user_id,
    Outgoing.viewer,
    Outgoing.args,
    Outgoing.priority,
    Outgoing.turn,
    Outgoing.wanted,
    Outgoing.message_id,
    Outgoing.chat_id,
    Outgoing.reply_to,
    Outgoing.token,
    Outgoing.offered,
    Outgoing.face,
    Outgoing.caused_at,
    Outgoing.expires_at,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A row that may leave; `to_chat` is where its group or person is reached now, None while no chat is bound."""

    id: int
    kind: str
    subject_id: int | None
    group_id: int | None
    user_id: int | None
    viewer: str
    args: dict[str, Any]
    priority: int
    turn: int
    wanted: int
    message_id: int | None
    chat_id: int | None
    reply_to: int | None
    token: str | None
    offered: list[Any]
    face: str | None
    caused_at: datetime
    expires_at: datetime | None
    to_chat: int | None
    language: str | None  # of the person
    is_homeless: bool  # its group belongs to no unit any more


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


@dataclass(slots=True)
class Landed:
    """A delivery; `message_id` None for a deed."""

    id: int
    version: int
    face: str
    chat_id: int
    message_id: int | None
    sending_at: datetime | None


@cache
def _due() -> Select[Any]:
    chat = case((Outgoing.group_id.is_(None), Outgoing.user_id), else_=Group.chat_id)
    is_homeless = and_(Outgoing.group_id.is_not(None), Group.unit_id.is_(None))
    return (
        select(*READ, chat.label("to_chat"), Person.language, is_homeless.label("is_homeless"))
        .outerjoin(Group, Group.id == Outgoing.group_id)
        .outerjoin(Person, Person.user_id == Outgoing.user_id)
        .where(
            Outgoing.bot_id == bindparam("bot_id"),
            WAITING,
            Outgoing.priority <= bindparam("lowest"),
            Outgoing.not_before <= bindparam("machine_now", type_=Outgoing.not_before.type),
        )
        .order_by(Outgoing.priority, Outgoing.turn, Outgoing.id)
        .limit(bindparam("most"))
        .with_for_update(of=Outgoing, skip_locked=True)  # what is being withdrawn or wanted anew is seen after that
    )


async def due_rows(session: AsyncSession, bot_id: int, most: int, *, lowest: int) -> list[Due]:
    """The next rows of this token by priority, turn and age; none of a priority after `lowest`."""
    values = {"bot_id": bot_id, "lowest": lowest, "most": most, "machine_now": session.info["machine_now"]}
    return [Due(*row) for row in await session.execute(_due(), values)]


async def write_claims(session: AsyncSession, rows: Sequence[Touched], fence: int) -> None:
    """What a pass has decided about the rows it looked at."""
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
            )
            for row in sorted(rows, key=_id)  # locks are taken in one order by all
        ]
        await _write(session, _claims(dialect), texts, fence)


async def write_deliveries(session: AsyncSession, rows: Sequence[Landed], fence: int) -> None:
    """It stands there, unless another sender has the row by now; what was wanted anew meanwhile waits again."""
    if rows:
        dialect = session.get_bind().dialect.name
        texts = [
            (row.id, row.version, row.face, row.chat_id, row.message_id, _moment(row.sending_at, dialect))
            for row in sorted(rows, key=_id)
        ]
        await _write(session, _deliveries(dialect), texts, fence)


async def _write(session: AsyncSession, statement: Update, texts: Collection[Any], fence: int) -> None:
    values = {"rows": json.dumps(texts, ensure_ascii=False), "now_": session.info["machine_now"], "fence_": fence}
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
            fence=case((leaves, bindparam("fence_", type_=BigInteger)), else_=Outgoing.fence),
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
        .where(Outgoing.id == v.get(0, BigInteger), Outgoing.fence == bindparam("fence_", type_=BigInteger))
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
