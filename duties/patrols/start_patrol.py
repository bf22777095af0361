"""/patrol: a walk begins, and one card in private keeps what happens on it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.patrols import store
from models.fieldwork import Patrol
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.lookup import unit_of
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal

CARD = "patrol_card"
LOG = "patrol_log"


async def start_patrol(
    session: AsyncSession, unit_id: int, actor: Actor, *, bot_id: int, now: datetime
) -> Patrol | Refusal:
    """The new walk, or the one that they are on already: its card is shown anew below."""
    unit = await unit_of(session, unit_id)
    refused = may(actor, Action.PATROL, Thing(path=unit.path, tier=unit.tier))
    if refused is not None:
        return refused
    walk = await store.patrol_on(session, actor.user_id)
    if walk is None:
        walk = Patrol(user_id=actor.user_id, unit_id=unit.id, bot_id=bot_id, started_at=now, metres=0)
        await store.add(session, walk)
    await show(session, walk, now=now)
    return walk


async def show(session: AsyncSession, walk: Patrol, *, now: datetime) -> None:
    """The card once more at the end of the chat."""
    key = f"{CARD}:{walk.id}:{int(now.timestamp())}"
    wish = Say(CARD, walk.id, user_id=walk.user_id, viewer="worker", priority=Priority.ANSWER, key=key)
    await enqueue(session, [wish], now=now)
    await refresh(session, [CARD], walk.id)
