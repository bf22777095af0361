"""Rows that nobody reads back are set down, and written together before anybody could miss them.

A batch of updates writes the same kinds of rows again and again, and a statement costs far more than a row. Whoever runs a
batch calls `write_together`; from then on rows that are `set_down` wait. All of them are written before the transaction ends,
before a statement that names one of their tables, and before any other than SELECT, INSERT and UPDATE. What refers to an
incident names it, so nothing refers to a row that is not there yet. With the first savepoint the waiting is over: what may be taken back
alone is written alone. Without `write_together` every row is written at once.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Insert, Update, event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, SessionTransaction

PILE = "pile"  # in session.info
ORDER = ("counter", "incident", "report", "timeline_event", "outgoing")  # locks are taken in one order
MAY_PASS = ("SELECT", "INSERT", "UPDATE")
Statement = Insert | Update
Row = Mapping[str, Any]


@dataclass(slots=True)
class Pile:
    """What waits: statement → key → row, and the connection it will go to."""

    rows: dict[Statement, dict[Hashable, Row]] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    connection: Connection | None = None

    def add(self, statement: Statement, rows: Mapping[Any, Row]) -> None:
        """A key replaces what was set down under it."""
        self.rows.setdefault(statement, {}).update(rows)
        self.tables.add(_table(statement))

    def write(self) -> None:
        """One statement for all rows of a kind. If the database refuses one, all wait on: nobody can commit without them."""
        if not self.rows or self.connection is None:
            return
        rows, self.rows = self.rows, {}
        try:
            for statement in sorted(rows, key=lambda each: ORDER.index(_table(each))):
                self.connection.execute(statement, list(rows[statement].values()))
        except BaseException:
            self.rows = rows
            raise
        self.tables.clear()

    def close(self, *, is_kept: bool) -> None:
        """Write what waits or drop it, and let the connection go: it holds this pile, and a ring of both would stay for a while."""
        if is_kept:
            self.write()
        self.rows.clear()
        self.connection = None

    def step_aside(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        """A statement is about to be executed. A name too many only means that rows are written sooner."""
        if self.rows and (not statement.startswith(MAY_PASS) or any(name in statement for name in self.tables)):
            self.write()


def write_together(session: AsyncSession) -> None:
    """From now on until the end of this transaction, or its first savepoint."""
    session.info[PILE] = Pile()


async def set_down(session: AsyncSession, statement: Statement, rows: Sequence[Row]) -> None:
    """Rows for a statement that is one and the same each time, of a table in ORDER."""
    await set_down_once(session, statement, {object(): row for row in rows})


async def set_down_once(session: AsyncSession, statement: Statement, rows: Mapping[Any, Row]) -> None:
    """The same, each under a key: of those that wait only the last one is written."""
    if not rows:
        return
    pile: Pile | None = session.info.get(PILE)
    if pile is None:
        await (await session.connection()).execute(statement, list(rows.values()))
        return
    if pile.connection is None:
        pile.connection = (await session.connection()).sync_connection
        event.listen(pile.connection, "before_cursor_execute", pile.step_aside)
    pile.add(statement, rows)


def write_before_the_end(sessions: type[Session]) -> None:
    """Sessions of this class write what was set down before they commit, and forget it when they roll back."""
    event.listen(sessions, "before_commit", _on_commit)
    event.listen(sessions, "after_transaction_create", _on_savepoint)
    event.listen(sessions, "after_soft_rollback", _on_rollback)


def _on_commit(session: Session) -> None:
    pile: Pile | None = session.info.get(PILE)
    if pile is not None:
        pile.close(is_kept=True)


def _on_savepoint(session: Session, transaction: SessionTransaction) -> None:
    """Before it reaches the database, which it does with its first statement."""
    if transaction.nested:
        _on_commit(session)
        session.info.pop(PILE, None)


def _on_rollback(session: Session, _transaction: SessionTransaction) -> None:
    pile: Pile | None = session.info.pop(PILE, None)
    if pile is not None:
        pile.close(is_kept=False)


def _table(statement: Statement) -> str:
    return str(getattr(statement.table, "name", ""))
