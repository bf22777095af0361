"""One side speaks: only the mediator reads it, and the timeline keeps that it was said, not what."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.table import Table, open_table
from models.disputes import DisputeWord
from models.kinds import DisputeStage, Priority
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.refusal import Refusal

LONGEST = 2000  # characters of one message


async def hear_side(
    session: AsyncSession, incident_id: int, actor: Actor, *, words: str, now: datetime
) -> Table | Refusal:
    """Keep what was said, and hand it to whoever mediates now."""
    table = await open_table(session, incident_id)
    if isinstance(table, Refusal):
        return table
    side = None if actor.is_anonymous else table.side_of(actor.user_id)
    if side is None:
        return Refusal("refusal_disputes.not_a_side", table.number)
    if table.dispute.stage is not DisputeStage.HEARING:
        return Refusal("refusal_disputes.settled", table.number)
    word = DisputeWord(incident_id=incident_id, side=side, user_id=actor.user_id, words=words[:LONGEST], said_at=now)
    await store.add(session, [word])
    if table.dispute.mediated_by is not None:
        await enqueue(session, [heard(incident_id, table.dispute.mediated_by, word.id)], now=now)
    await refresh(session, ("dispute_card",), incident_id)
    return table


async def tell_all(session: AsyncSession, incident_id: int, actor: Actor, *, now: datetime) -> Table | Refusal:
    """双方说的: everything once more, for the mediator alone."""
    table = await open_table(session, incident_id, is_moving=False)
    if isinstance(table, Refusal):
        return table
    if table.dispute.mediated_by != actor.user_id or actor.is_anonymous:
        return Refusal("refusal_disputes.not_mediator", table.number)
    await enqueue(session, [heard(incident_id, actor.user_id, 0)], now=now)
    return table


def heard(incident_id: int, user_id: int, word_id: int) -> Say:
    """One thing that was said, or (0) all of it."""
    return Say(
        kind="dispute_heard",
        subject_id=incident_id,
        user_id=user_id,
        viewer="mediator",
        args={"word": word_id},
        priority=Priority.ANSWER,
        key=f"dispute_heard:{incident_id}:{word_id}:u{user_id}" if word_id else None,
    )
