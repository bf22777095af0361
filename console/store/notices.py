"""SQL about notices, for lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.store.copies import COPY
from console.store.pyramid import within
from models.broadcasts import Notice
from models.kinds import NoticeKind, NoticeState
from models.outbox import Outgoing
from models.pyramid import Unit

RUNNING = (NoticeState.HELD, NoticeState.WAITING, NoticeState.CANARY, NoticeState.SENDING)
FAILED = (NoticeState.STOPPED, NoticeState.RECALLED, NoticeState.REFUSED)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    id: int
    number: str
    kind: NoticeKind
    state: NoticeState
    words: str
    unit_name: str
    path: str
    group_count: int
    created_at: datetime
    sent: int


def visible(user_id: int, paths: Sequence[str], ids_above: Sequence[int]) -> ColumnElement[bool]:
    """Written by the visitor, or to a unit below one of theirs, or to one above: what SEE_NOTICE allows."""
    return or_(Notice.author_id == user_id, within(Unit.path, paths), Notice.unit_id.in_(ids_above))


async def rows(session: AsyncSession, seen: ColumnElement[bool], *, limit: int, offset: int = 0) -> list[Row]:
    """A page of notices, the newest first."""
    sent = (
        select(func.count())
        .where(Outgoing.kind == COPY, Outgoing.subject_id == Notice.id, Outgoing.shown > 0)
        .correlate(Notice)
        .scalar_subquery()
    )
    found = await session.execute(
        select(
            *(Notice.id, Notice.number, Notice.kind, Notice.state, Notice.words, Unit.name, Unit.path),
            *(Notice.group_count, Notice.created_at, sent),
        )
        .join(Unit, Unit.id == Notice.unit_id)
        .where(seen)
        .order_by(Notice.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Row(*row) for row in found]


async def count(session: AsyncSession, seen: ColumnElement[bool]) -> int:
    """How many there are in all."""
    return await session.scalar(select(func.count(Notice.id)).join(Unit, Unit.id == Notice.unit_id).where(seen)) or 0


async def unfinished(session: AsyncSession, seen: ColumnElement[bool], limit: int) -> list[tuple[Notice, Unit]]:
    """Notices that wait for consent or are on their way, with the unit they go to."""
    found = await session.execute(
        select(Notice, Unit)
        .join(Unit, Unit.id == Notice.unit_id)
        .where(seen, Notice.state.in_((NoticeState.AWAITING_APPROVAL, *RUNNING)))
        .order_by(Notice.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in found]


async def notice(session: AsyncSession, number: str) -> tuple[Notice, Unit] | None:
    """A notice by its number, with the unit it goes to."""
    found = await session.execute(
        select(Notice, Unit)
        .join(Unit, Unit.id == Notice.unit_id)
        .where(Notice.number == number)
        .execution_options(populate_existing=True)
    )
    row = found.one_or_none()
    return None if row is None else (row[0], row[1])


async def same_lately(
    session: AsyncSession, *, author_id: int, unit_id: int, kind: NoticeKind, words: str, since: datetime
) -> str | None:
    """The number of a living notice with the same words to the same unit: the button was pressed twice."""
    found: str | None = await session.scalar(
        select(Notice.number)
        .where(
            Notice.author_id == author_id,
            Notice.unit_id == unit_id,
            Notice.kind == kind,
            Notice.words == words,
            Notice.created_at > since,
            Notice.state.not_in(FAILED),
        )
        .limit(1)
    )
    return found
