"""Something changed: every message that shows it is made again and edited in place."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.store import wishes


async def refresh(session: AsyncSession, kinds: Collection[str], subject_id: int) -> int:
    """Want a newer version of all messages of these kinds about this subject; returns how many."""
    count = await wishes.want_newer(session, kinds, subject_id)
    if count:
        session.info["outbox_grew"] = True
    return count
