"""A chat cannot be reached: what is meant for it waits, it is not lost."""

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.store import wishes


async def park_group(session: AsyncSession, group_id: int, reason: str) -> int:
    """Park the waiting rows of a group; returns how many. `resume_group` lets them go on."""
    return await wishes.park_group(session, group_id, reason)
