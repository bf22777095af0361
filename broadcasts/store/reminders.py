"""Reminders: one row for every silent leader who can be written to in private, else one in the silent group."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.store.copies import key, write
from broadcasts.store.receipts import is_heard, is_shown_copy
from models.broadcasts import Notice
from models.kinds import DUTY_ROLES, GroupState, Priority
from models.outbox import Outgoing
from models.pyramid import Acquaintance, Group, Person, Post, Unit

REMINDER = "notice_reminder"
AN_HOUR = timedelta(hours=1)  # nobody is reminded twice in it, of whatever notice


def _leads() -> ColumnElement[bool]:
    """Today's duty holder of the unit."""
    is_duty = or_(*(and_(Unit.tier == tier, Post.role.in_(roles)) for tier, roles in DUTY_ROLES.items()))
    return and_(Post.unit_id == Unit.id, is_duty, Post.valid_to.is_(None))


def _reminded(now: datetime, whom: str) -> Select[Any]:
    """Who got a reminder in the last hour."""
    reminder = Outgoing.__table__.alias("reminder")
    column = reminder.c[whom]
    return select(column).where(reminder.c.kind == REMINDER, column.is_not(None), reminder.c.caused_at > now - AN_HOUR)


async def remind_leaders(session: AsyncSession, notice: Notice, turn: int, now: datetime) -> int:
    """A row per leader of a silent group who has started a bot; returns how many."""
    lately = _reminded(now, "user_id")
    leaders = (
        select(Person.user_id)
        .select_from(Outgoing)
        .join(Group, Group.id == Outgoing.group_id)
        .join(Unit, Unit.id == Group.unit_id)
        .join(Post, _leads())
        .join(Person, Person.id == Post.person_id)
        .join(Acquaintance, and_(Acquaintance.user_id == Person.user_id, Acquaintance.blocked_at.is_(None)))
        .where(
            is_shown_copy(notice.id),
            ~is_heard(notice.id, Outgoing.group_id),
            Person.user_id.not_in(lately),
        )
        .group_by(Person.user_id)
    )
    columns = {
        "user_id": Person.user_id,
        "bot_id": func.min(Acquaintance.bot_id),
        "kind": literal(REMINDER),
        "subject_id": literal(notice.id),
        "priority": literal(Priority.PROMPT),
        "key": key(f"remind:{notice.id}:{turn}:u", Person.user_id),
        "caused_at": literal(now, Outgoing.caused_at.type),
    }
    return await write(session, columns, leaders)


async def remind_groups(session: AsyncSession, notice: Notice, turn: int, now: datetime) -> int:
    """A quiet answer under the copy in every silent group none of whose leaders can be written to."""
    reachable = exists().where(
        _leads(),
        Person.id == Post.person_id,
        Acquaintance.user_id == Person.user_id,
        Acquaintance.blocked_at.is_(None),
    )
    lately = _reminded(now, "group_id")
    groups = (
        select(Group.id)
        .select_from(Outgoing)
        .join(Group, Group.id == Outgoing.group_id)
        .join(Unit, Unit.id == Group.unit_id)
        .where(
            is_shown_copy(notice.id),
            ~is_heard(notice.id, Outgoing.group_id),
            Group.state == GroupState.BOUND,
            Group.id.not_in(lately),
            ~reachable.correlate(Unit),
        )
    )
    columns = {
        "group_id": Group.id,
        "bot_id": Group.bot_id,
        "kind": literal(REMINDER),
        "subject_id": literal(notice.id),
        "priority": literal(Priority.PROMPT),
        "reply_to": Outgoing.message_id,
        "key": key(f"remind:{notice.id}:{turn}:g", Group.id),
        "caused_at": literal(now, Outgoing.caused_at.type),
    }
    return await write(session, columns, groups)
