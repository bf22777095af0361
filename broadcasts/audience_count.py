"""How many groups a notice to this audience would reach."""

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience import Audience, Counts
from broadcasts.plan import Plan
from broadcasts.store import audiences
from models.broadcasts import Notice
from pyramid.lookup import unit_of


async def audience_count(session: AsyncSession, audience: int | Audience) -> Counts:
    """Bound chats of the audience, or of a unit and everything below it, by tier; LookupError if there is no such unit."""
    whom = Audience(audience) if isinstance(audience, int) else audience
    return await audiences.counts_of(session, whom, (await unit_of(session, whom.unit_id)).path)


def audience_of(notice: Notice) -> Audience:
    """Whom a notice is for."""
    return Audience.read(Plan.read(notice.plan).audience)
