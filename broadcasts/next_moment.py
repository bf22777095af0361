"""When the clock itself moves a notice next: a jump of business time halts there."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.lifecycle import TIMED
from broadcasts.store import notices


async def next_moment(session: AsyncSession) -> datetime | None:
    """The earliest end of a hold, of quiet hours, or of the wait before a reminder; None if nothing is due ever."""
    return await notices.next_step(session, TIMED)
