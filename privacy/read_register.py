"""The last lines of the register, newest first."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.privacy import PrivacyRecord
from privacy.store import register


async def read_register(session: AsyncSession, limit: int) -> list[PrivacyRecord]:
    """At most `limit` lines."""
    return await register.newest(session, limit)
