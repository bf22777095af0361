"""All SQL about those who follow a place."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.privacy import PlaceFollow


async def followers_of(session: AsyncSession, unit_id: int) -> frozenset[int]:
    """User ids."""
    return frozenset(await session.scalars(select(PlaceFollow.user_id).where(PlaceFollow.unit_id == unit_id)))
