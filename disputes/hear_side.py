"""One side speaks or shows something: only the mediator reads it; the timeline keeps that it was said, not what."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.table import Table, open_table, seated_table
from disputes.wishes import to_one
from incidents.case import MediaFile
from models.disputes import DisputeWord
from models.kinds import DisputeStage
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal

LONGEST = 2000  # characters of one message
MOST_FILES = 10  # sent once more by 双方说的, the newest


async def hear_side(
    session: AsyncSession, incident_id: int, actor: Actor, *, words: str, now: datetime, file: MediaFile | None = None
) -> Table | Refusal:
    """Keep what was said or shown, and hand it to whoever mediates now."""
    seated = await seated_table(session, incident_id, actor)
    if isinstance(seated, Refusal):
        return seated
    table, side = seated
    if table.dispute.stage is not DisputeStage.HEARING:
        return Refusal("refusal_disputes.settled", table.number)
    word = DisputeWord(
        incident_id=incident_id,
        side=side,
        user_id=actor.user_id,
        words=words[:LONGEST],
        file=asdict(file) if file is not None else None,
        said_at=now,
    )
    await store.add(session, [word])
    if table.dispute.mediated_by is not None:
        told = heard(incident_id, table.dispute.mediated_by, word.id, once=str(word.id))
        await enqueue(session, [told], now=now)
    await refresh(session, ("dispute_card",), incident_id)
    return table


async def tell_all(session: AsyncSession, incident_id: int, actor: Actor, *, now: datetime) -> Table | Refusal:
    """双方说的: everything once more, for the mediator alone; pictures and voices follow the words one by one."""
    table = await open_table(session, incident_id, is_moving=False)
    if isinstance(table, Refusal):
        return table
    if may(actor, Action.READ_TALK, table.thing()) is not None:
        return Refusal("refusal_disputes.not_mediator", table.number)
    files = [each.id for each in await store.words_of(session, incident_id) if each.file is not None]
    says = [
        heard(incident_id, actor.user_id, 0),
        *(heard(incident_id, actor.user_id, each) for each in files[-MOST_FILES:]),
    ]
    await enqueue(session, says, now=now)
    return table


def heard(incident_id: int, user_id: int, word_id: int, *, once: str | None = None) -> Say:
    """One thing that was said, or (0) all of it."""
    return to_one("dispute_heard", incident_id, user_id, viewer="mediator", args={"word": word_id}, once=once)
