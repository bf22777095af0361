"""What has not left yet shall not leave."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.store import wishes


async def withdraw(session: AsyncSession, kinds: Collection[str], subject_id: int, reason: str) -> int:
    """Drop the unsent rows of these kinds about this subject; returns how many."""
    return await wishes.drop_unsent(session, kinds, subject_id, reason)
