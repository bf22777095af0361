"""撤销 has had its sixty seconds: the cards are made again without it, although nothing happened."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.refresh_cards import CARD_KINDS
from incidents.store import moments
from outbox.refresh import refresh

BATCH = 200


async def fade_undo(session: AsyncSession, *, now: datetime) -> int:
    """Returns how many incidents' cards were made anew."""
    ids = await moments.take_due(session, now, BATCH)
    if ids:
        await refresh(session, CARD_KINDS, *ids)
    return len(ids)


async def next_fading(session: AsyncSession) -> datetime | None:
    """When the next 撤销 ends."""
    return await moments.next_due(session)
