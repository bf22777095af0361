"""A change of hands is written down, so that it can be seen later and, for a minute, be taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import hands as store
from models.fieldwork import Handover
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor

DONE = "hands_done"
NEWS = "hands_news"
WHYS = ("transfer", "left", "leave", "other")
EMPTY: Mapping[str, Any] = {"ended": [], "begun": [], "absences": [], "matters": [], "drafts": [], "notes": []}


async def note_handover(
    session: AsyncSession,
    actor: Actor,
    unit_id: int,
    what: str,
    *,
    now: datetime,
    why: str = "other",
    person_id: int | None = None,
    successor_id: int | None = None,
    data: Mapping[str, Any] = EMPTY,
) -> Handover:
    """Whoever did it gets one message with 撤销 under it."""
    handover = Handover(
        at=now,
        by_id=actor.user_id,
        unit_id=unit_id,
        what=what,
        why=why if why in WHYS else "other",
        person_id=person_id,
        successor_id=successor_id,
        data={**EMPTY, **data},
    )
    await store.add(session, handover)
    await enqueue(session, [Say(DONE, handover.id, user_id=actor.user_id, priority=Priority.ANSWER)], now=now)
    return handover
