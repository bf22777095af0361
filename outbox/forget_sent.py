"""One-off messages that ended long ago need no row: nothing can be edited or pressed there any more."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.store import looking

KEPT = timedelta(days=30)
AT_ONCE = 2000


async def forget_sent(session: AsyncSession) -> int:
    """Returns how many rows went."""
    return await looking.forget_old(session, session.info["machine_now"] - KEPT, AT_ONCE)
