"""Reminders: one row for every silent leader who can be written to in private, else one in the silent group."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.store.copies import key, write
from broadcasts.store.receipts import is_heard, is_shown_copy
from models.broadcasts import Notice
from models.duties import Absence
from models.kinds import DUTY_ROLES, GroupState, Priority
from models.outbox import Outgoing
from models.pyramid import Acquaintance, Group, Person, Post, Unit

REMINDER = "notice_reminder"
AN_HOUR = timedelta(hours=1)  # nobody is reminded twice in it, of whatever notice


def leads(unit: Any = Unit) -> ColumnElement[bool]:
    """Today's duty holder of the unit."""
    is_duty = or_(*(and_(unit.tier == tier, Post.role.in_(roles)) for tier, roles in DUTY_ROLES.items()))
    return and_(Post.unit_id == unit.id, is_duty, Post.valid_to.is_(None))


def _holds_another_post() -> ColumnElement[bool]:
    """Whoever holds it can take the duty holder's place: their tap counts."""
    is_duty = or_(*(and_(Unit.tier == tier, Post.role.in_(roles)) for tier, roles in DUTY_ROLES.items()))
    return and_(Post.unit_id == Unit.id, ~is_duty, Post.valid_to.is_(None))


HOLDER, SUBSTITUTE = Post.person_id, Absence.substitute_id  # of a post: its holder, or who was named to stand in


def _reminded(now: datetime, whom: str) -> Select[Any]:
    """Who got a reminder in the last hour."""
    reminder = Outgoing.__table__.alias("reminder")
    column = reminder.c[whom]
    return select(column).where(reminder.c.kind == REMINDER, column.is_not(None), reminder.c.caused_at > now - AN_HOUR)


def reminder_columns(notice: Notice, turn: str, tail: Any, now: datetime) -> dict[str, Any]:
    """What is the same in every reminder of one turn; `tail` is the user or the group it goes to."""
    return {
        "kind": literal(REMINDER),
        "subject_id": literal(notice.id),
        "priority": literal(Priority.PROMPT),
        "key": key(f"remind:{notice.id}:{turn}", tail),
        "caused_at": literal(now, Outgoing.caused_at.type),
    }


async def remind_leaders(session: AsyncSession, notice: Notice, turn: int, now: datetime) -> int:
    """A row per leader of a silent group who has started a bot; returns how many."""
    return await _remind_people(session, notice, leads(), f"{turn}:u", now)


async def remind_groups(session: AsyncSession, notice: Notice, turn: int, now: datetime) -> int:
    """A quiet answer under the copy in every silent group none of whose leaders can be written to."""
    return await _remind_chats(session, notice, [_reachable(leads())], f"{turn}:g", now)


async def remind_substitutes(session: AsyncSession, notice: Notice, now: datetime) -> int:
    """Other post holders of silent units and named substitutes; where there are none, a quiet line. Returns how many rows."""
    people = await _remind_people(session, notice, _holds_another_post(), "s:u", now)
    people += await _remind_people(session, notice, leads(), "s:u", now, who=SUBSTITUTE)
    anybody = [_reachable(_holds_another_post()), _reachable(leads(), who=SUBSTITUTE)]
    return people + await _remind_chats(session, notice, anybody, "s:g", now)


def _away(who: Any) -> ColumnElement[bool]:
    return and_(Absence.is_on, Absence.person_id == Post.person_id) if who is SUBSTITUTE else true()


def _reachable(posts: ColumnElement[bool], who: Any = HOLDER) -> ColumnElement[bool]:
    """Somebody behind these posts of the unit can be written to in private."""
    return (
        exists()
        .where(
            posts,
            _away(who),
            Person.id == who,
            Acquaintance.user_id == Person.user_id,
            Acquaintance.blocked_at.is_(None),
        )
        .correlate(Unit)
    )


async def _remind_people(
    session: AsyncSession, notice: Notice, posts: ColumnElement[bool], turn: str, now: datetime, *, who: Any = HOLDER
) -> int:
    silent = (
        select(Person.user_id)
        .select_from(Outgoing)
        .join(Group, Group.id == Outgoing.group_id)
        .join(Unit, Unit.id == Group.unit_id)
        .join(Post, posts)
    )
    if who is SUBSTITUTE:
        silent = silent.join(Absence, _away(who))
    people = (
        silent.join(Person, Person.id == who)
        .join(Acquaintance, and_(Acquaintance.user_id == Person.user_id, Acquaintance.blocked_at.is_(None)))
        .where(
            is_shown_copy(notice.id),
            ~is_heard(notice.id, Outgoing.group_id),
            Person.user_id.not_in(_reminded(now, "user_id")),
        )
        .group_by(Person.user_id)
    )
    columns = {
        "user_id": Person.user_id,
        "bot_id": func.min(Acquaintance.bot_id),
        **reminder_columns(notice, turn, Person.user_id, now),
    }
    return await write(session, columns, people)


async def _remind_chats(
    session: AsyncSession, notice: Notice, reachable: Sequence[ColumnElement[bool]], turn: str, now: datetime
) -> int:
    """Silent groups for which none of `reachable` holds."""
    groups = (
        select(Group.id)
        .select_from(Outgoing)
        .join(Group, Group.id == Outgoing.group_id)
        .join(Unit, Unit.id == Group.unit_id)
        .where(
            is_shown_copy(notice.id),
            ~is_heard(notice.id, Outgoing.group_id),
            Group.state == GroupState.BOUND,
            Group.id.not_in(_reminded(now, "group_id")),
            *(~each for each in reachable),
        )
    )
    columns = {
        "group_id": Group.id,
        "bot_id": Group.bot_id,
        "reply_to": Outgoing.message_id,
        **reminder_columns(notice, turn, Group.id, now),
    }
    return await write(session, columns, groups)
