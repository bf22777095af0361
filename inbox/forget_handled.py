"""What was handled is forgotten once no replay can bring it back; quarantined updates after thirty days."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from inbox import store

REPLAYS_END = timedelta(hours=48)  # Telegram itself drops an update after 24 h
QUARANTINE = timedelta(days=30)


async def forget_handled(session: AsyncSession) -> int:
    """Returns how many rows went."""
    machine_now = session.info["machine_now"]
    return await store.forget(session, machine_now - REPLAYS_END, machine_now - QUARANTINE)
