"""SQL about leaders in the chat above theirs."""

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.kinds import DUTY_ROLES, GroupState
from models.pyramid import Attendance, Group, Person, Post, Unit


async def unseen(session: AsyncSession, before: datetime, limit: int) -> list[tuple[int, int, int, int]]:
    """(group id, chat id, bot id, user id) of leaders whose presence in the chat above was not looked at since `before`."""
    own = aliased(Group)
    is_duty = or_(*(and_(Unit.tier == tier, Post.role.in_(roles)) for tier, roles in DUTY_ROLES.items()))
    found = await session.execute(
        select(Group.id, Group.chat_id, Group.bot_id, Person.user_id)
        .select_from(Unit)
        .join(own, own.unit_id == Unit.id)
        .join(Group, and_(Group.unit_id == Unit.parent_id, Group.state == GroupState.BOUND))
        .join(Post, and_(Post.unit_id == Unit.id, is_duty, Post.valid_to.is_(None)))
        .join(Person, and_(Person.id == Post.person_id, Person.user_id.is_not(None)))
        .outerjoin(Attendance, and_(Attendance.group_id == Group.id, Attendance.user_id == Person.user_id))
        .where(
            Unit.valid_to.is_(None),
            Group.chat_id.is_not(None),
            Group.bot_id.is_not(None),
            or_(Attendance.looked_at.is_(None), Attendance.looked_at < before),
        )
        .order_by(Group.id, Person.user_id)
        .distinct()
        .limit(limit)
    )
    return [(group_id, chat_id or 0, bot_id or 0, user_id or 0) for group_id, chat_id, bot_id, user_id in found]


async def note(session: AsyncSession, group_id: int, user_id: int, *, is_present: bool, now: datetime) -> None:
    """Remember what Telegram said."""
    await session.merge(Attendance(group_id=group_id, user_id=user_id, is_present=is_present, looked_at=now))
    await session.flush()
