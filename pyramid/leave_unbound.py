"""Chats that were not bound in time are left."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState, Priority
from outbox.enqueue import Say, enqueue
from pyramid.store import groups as store
from pyramid.store.rows import write

BATCH = 200


async def leave_unbound(session: AsyncSession, *, now: datetime) -> int:
    """Leave those whose time is up; returns how many. Nobody stays a member of a stranger's chat."""
    due = await store.unbound_due(session, now, BATCH)
    for group in due:
        group.state, group.leave_at = GroupState.LEFT, None
    await write(session)
    says = [Say("leave_chat", group.id, group_id=group.id, priority=Priority.ANSWER) for group in due]
    await enqueue(session, says, now=now)
    return len(due)


async def next_leave(session: AsyncSession) -> datetime | None:
    """When the next chat is to be left."""
    return await store.next_leave_at(session)
