"""When the clock must look again: the earliest next step of any incident."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.store import climbs as store


async def next_moment(session: AsyncSession) -> datetime | None:
    """Business time; None when nothing can be due."""
    return await store.earliest_step(session)
