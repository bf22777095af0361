"""收: the walk ends and its log goes into the grid's group, once; a mistaken end is taken back for a minute."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from duties.patrols import store
from duties.patrols.start_patrol import CARD, LOG
from incidents.lifecycle import UNDO_WITHIN
from models.fieldwork import Patrol
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.lookup import group_of_unit
from pyramid.refusal import Refusal

LONGEST = timedelta(hours=12)


async def end_patrol(session: AsyncSession, walk: Patrol, *, now: datetime) -> None:
    """Where they were is forgotten at this moment; how far they went stays."""
    walk.ended_at, walk.last_seen = now, None
    await store.changed(session)
    group = await group_of_unit(session, walk.unit_id)
    if group is not None:
        wish = Say(LOG, walk.id, group_id=group.id, viewer="grid", priority=Priority.PROMPT, key=f"{LOG}:{walk.id}")
        await enqueue(session, [wish], now=now)
    await refresh(session, [CARD, LOG], walk.id)


async def resume_patrol(session: AsyncSession, walk: Patrol, *, now: datetime) -> Refusal | None:
    """撤销: they walk on; refused after a minute, or when another walk has begun."""
    if walk.ended_at is None or walk.ended_at + UNDO_WITHIN < now:
        return Refusal("refusal_patrol.too_late")
    if await store.patrol_on(session, walk.user_id) is not None:
        return Refusal("refusal_patrol.another")
    walk.ended_at = None
    await store.changed(session)
    await refresh(session, [CARD, LOG], walk.id)
    return None


async def end_forgotten(session: AsyncSession, *, now: datetime) -> int:
    """Nobody walks for half a day: such walks end by themselves. Returns how many."""
    found = await store.unended(session, now - LONGEST)
    for walk in found:
        await end_patrol(session, walk, now=now)
    return len(found)
