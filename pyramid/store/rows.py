"""Rows that a use case has made or changed are written, so that the statements after it see them."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base


async def write(session: AsyncSession, *fresh: Base) -> None:
    """Add `fresh` and write everything that is pending; fresh rows have their ids then. Nothing is committed."""
    session.add_all(fresh)
    await session.flush()
