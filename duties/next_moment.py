"""When the next absence ends: what the demo's clock steps to."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties import store


async def next_moment(session: AsyncSession) -> datetime | None:
    """Business time; None when nobody is away."""
    return await store.next_turn(session)
