"""What was asked once in a transaction is not asked again, until a table that the answer came from is written.

A batch of updates asks the same small questions again and again: which unit has this chat, who is this person, who must act
here. Whoever runs a batch calls `keep_at_hand`; from then on answers laid on a shelf stay there. A write through the session
empties the shelves of its table, so nobody reads what has changed. Without `keep_at_hand` every question goes to the database.
"""

from collections.abc import Awaitable, Callable, Collection, Hashable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session

AT_HAND = "at_hand"  # in session.info: shelf → key → answer
UNKNOWN: Final = object()
Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Answers of one kind, and the tables they come from."""

    name: str
    tables: frozenset[str]


def keep_at_hand(session: AsyncSession) -> None:
    """From now on until the end of this transaction."""
    session.info[AT_HAND] = {}


def lay(session: AsyncSession, shelf: Shelf, key: Hashable, answer: object) -> None:
    """Keep an answer, if this transaction keeps any."""
    shelves = session.info.get(AT_HAND)
    if shelves is not None:
        shelves.setdefault(shelf, {})[key] = answer


def find(session: AsyncSession, shelf: Shelf, key: Hashable) -> Any:
    """The answer, which may be None; UNKNOWN if the database must be asked."""
    shelves = session.info.get(AT_HAND)
    return UNKNOWN if shelves is None else shelves.get(shelf, {}).get(key, UNKNOWN)


async def find_all(
    session: AsyncSession,
    shelf: Shelf,
    keys: Collection[Key],
    ask: Callable[[Collection[Key]], Awaitable[dict[Key, Answer]]],
) -> dict[Key, Answer]:
    """Answers by key, those without one left out; `ask` is called for what is not at hand."""
    found = {key: find(session, shelf, key) for key in keys}
    missing = [key for key, answer in found.items() if answer is UNKNOWN]
    if missing:
        told = await ask(missing)
        for key in missing:
            found[key] = told.get(key)
            lay(session, shelf, key, found[key])
    return {key: answer for key, answer in found.items() if answer is not None}


def empty_on_writes(sessions: type[Session]) -> None:
    """Sessions of this class empty their shelves when they write."""
    event.listen(sessions, "do_orm_execute", _on_statement)
    event.listen(sessions, "after_flush", _on_flush)
    event.listen(sessions, "after_soft_rollback", _on_rollback)


def _on_statement(state: ORMExecuteState) -> None:
    if not state.is_select:
        table = getattr(state.statement, "table", None)
        _empty(state.session, {getattr(table, "name", "")})


def _on_flush(session: Session, _context: object) -> None:
    if session.info.get(AT_HAND):
        _empty(session, {row.__table__.name for rows in (session.new, session.dirty, session.deleted) for row in rows})


def _on_rollback(session: Session, _transaction: object) -> None:
    """What was read may have been undone."""
    if AT_HAND in session.info:
        session.info[AT_HAND] = {}


def _empty(session: Session, tables: Collection[str]) -> None:
    shelves = session.info.get(AT_HAND)
    if shelves:
        for shelf in [shelf for shelf in shelves if not shelf.tables.isdisjoint(tables)]:
            del shelves[shelf]
