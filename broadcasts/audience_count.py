"""How many groups a notice to this unit would reach."""

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience import Counts
from broadcasts.store import notices
from pyramid.lookup import unit_of


async def audience_count(session: AsyncSession, unit_id: int) -> Counts:
    """Bound chats of the unit and everything below it, by tier; LookupError if there is no such unit."""
    return await notices.counts_below(session, (await unit_of(session, unit_id)).path)
