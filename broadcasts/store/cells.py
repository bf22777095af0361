"""Cells that no longer hear: nobody leads them, the bot is out, their leader is not in the chat above, nobody ever taps."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from broadcasts.store.copies import COPY
from broadcasts.store.reminders import leads
from models.broadcasts import Notice, Receipt
from models.kinds import GroupState, NoticeState
from models.outbox import Outgoing
from models.pyramid import Attendance, Group, Person, Post, Unit

ENOUGH = 3  # so many notices without a single tap make a cell silent


@dataclass(frozen=True, slots=True)
class DeafCell:
    """A unit with a chat, and why it is feared to be deaf: no_leader, away, absent, silent."""

    unit_id: int
    name: str
    parent_id: int
    why: tuple[str, ...]


async def deaf_cells(
    session: AsyncSession, since: datetime, settled: datetime, *, parent_id: int | None = None
) -> list[DeafCell]:
    """All of them, or those directly below one unit.

    `since`: nobody has tapped after that, though there was enough to tap. Chats that joined after `settled` are left alone.
    """
    above = aliased(Group)
    no_leader = ~exists().where(leads(), Person.id == Post.person_id, Person.user_id.is_not(None)).correlate(Unit)
    away = Group.state == GroupState.AWAY
    absent = (
        exists()
        .where(
            leads(),
            Person.id == Post.person_id,
            above.unit_id == Unit.parent_id,
            Attendance.group_id == above.id,
            Attendance.user_id == Person.user_id,
            Attendance.is_present.is_(False),
        )
        .correlate(Unit)
    )
    told = (
        select(func.count())
        .select_from(Outgoing)
        .join(Notice, Notice.id == Outgoing.subject_id)
        .where(Outgoing.kind == COPY, Outgoing.group_id == Group.id, Outgoing.shown > 0, Notice.fanned_out_at > since)
        .correlate(Group)
        .scalar_subquery()
    )
    tapped = exists().where(Receipt.group_id == Group.id, Receipt.is_counted, Receipt.at > since).correlate(Group)
    silent = and_(~tapped, told >= ENOUGH)
    wanted = [
        Unit.valid_to.is_(None),
        Group.since <= settled,
        Unit.parent_id.is_not(None),
        or_(no_leader, away, absent, silent),
    ]
    if parent_id is not None:
        wanted.append(Unit.parent_id == parent_id)
    found = await session.execute(
        select(Unit.id, Unit.name, Unit.parent_id, no_leader, away, absent, silent)
        .join(Group, Group.unit_id == Unit.id)
        .where(*wanted)
        .order_by(Unit.path)
    )
    words = ("no_leader", "away", "absent", "silent")
    return [
        DeafCell(unit_id, name, parent or 0, tuple(word for word, is_so in zip(words, signs, strict=True) if is_so))
        for unit_id, name, parent, *signs in found
    ]


async def unheard_of(session: AsyncSession, unit_id: int, limit: int) -> list[Notice]:
    """Notices that stand in this unit's chat and that nobody there has confirmed, the newest first."""
    found = await session.scalars(
        select(Notice)
        .join(Outgoing, and_(Outgoing.subject_id == Notice.id, Outgoing.kind == COPY, Outgoing.shown > 0))
        .join(Group, and_(Group.id == Outgoing.group_id, Group.unit_id == unit_id))
        .where(
            Notice.state == NoticeState.SENT,
            ~exists().where(Receipt.notice_id == Notice.id, Receipt.group_id == Group.id, Receipt.is_counted),
        )
        .order_by(Notice.id.desc())
        .limit(limit)
    )
    return list(found)
