"""What may leave next: the first rows of each token that looks, in one statement for all of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, case, func, literal_column, not_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.outbox import Outgoing
from models.pyramid import Group, Person
from outbox.store.rows_of_text import RowsOfText

# As the partial index has it: a bound word would not let an engine see that the index fits.
WORDS: tuple[ColumnElement[Any], ...] = (literal_column("'pending'"), literal_column("'retry_at'"))
WAITING = Outgoing.state.in_(WORDS)
_in_line = attrgetter("priority", "turn", "id")


@dataclass(frozen=True, slots=True)
class Due:
    """A row that may leave; `to_chat` is where its group or person is reached now, None while no chat is bound."""

    bot_id: int
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


READ = tuple(name for name in Due.__slots__ if name not in {"to_chat", "language", "is_homeless"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """At most so many rows of a token, none of a priority after `lowest`."""

    bot_id: int
    most: int
    lowest: int


async def due_rows(session: AsyncSession, wanted: Sequence[Wanted]) -> dict[int, list[Due]]:
    """By token, the next rows by priority, turn and age."""
    found: dict[int, list[Due]] = {each.bot_id: [] for each in wanted}
    if not found:
        return {}
    await session.flush()  # what was marked so far counts
    looks = [(each.bot_id, each.most, each.lowest) for each in wanted]
    values = {
        "rows": json.dumps(looks),
        "most": max(most for _, most, _ in looks),
        "machine_now": session.info["machine_now"],
    }
    statement = _due(session.get_bind().dialect.name)
    for row in await (await session.connection()).execute(statement, values):
        found[row[0]].append(Due(*row))
    for bot_id, most, _ in looks:
        found[bot_id].sort(key=_in_line)
        del found[bot_id][most:]
    return found


@cache
def _due(dialect: str) -> Select[Any]:
    v = RowsOfText(dialect)
    row = aliased(Outgoing)
    first = (
        select(row)
        .where(
            row.bot_id == v.get(0, BigInteger),
            row.state.in_(WORDS),
            row.priority <= v.get(2, BigInteger),
            row.not_before <= bindparam("machine_now", type_=Outgoing.not_before.type),
        )
        .order_by(row.priority, row.turn, row.id)
    )
    if v.is_sqlite:  # it has no rows made for each row; it has one writer, so nothing need be held
        ids = first.with_only_columns(row.id).limit(bindparam("most")).correlate(v.table).scalar_subquery()
        due: Any = Outgoing
        tables = select(1).select_from(v.table).join(Outgoing, Outgoing.id.in_(ids))
    else:  # what is being withdrawn or wanted anew is passed over, and seen after that
        few = first.limit(v.get(1, BigInteger)).with_for_update(skip_locked=True)
        due = aliased(Outgoing, few.lateral("due"))
        tables = select(1).select_from(v.table).join(due, true())
    # Looked up for each row: joined, all groups would be read for a handful of rows whose number no planner can know.
    group = select(Group.chat_id).where(Group.id == due.group_id).scalar_subquery()
    is_homed = select(Group.unit_id.is_not(None)).where(Group.id == due.group_id).scalar_subquery()
    language = select(Person.language).where(Person.user_id == due.user_id).scalar_subquery()
    return tables.with_only_columns(
        *(getattr(due, name) for name in READ),
        case((due.group_id.is_(None), due.user_id), else_=group).label("to_chat"),
        case((due.user_id.is_not(None), language)).label("language"),
        case((due.group_id.is_(None), False), else_=not_(func.coalesce(is_homed, False))).label("is_homeless"),
    )
