"""Whether something was erased or masked lately, for whoever looks after the database's file."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import PrivacyDeed
from privacy.store import register


async def newest_erasure(session: AsyncSession) -> int:
    """The number of the last such line in the register; 0 if there is none."""
    return max([await register.newest_of(session, what) for what in (PrivacyDeed.ERASED, PrivacyDeed.RETAINED)])
