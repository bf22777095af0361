"""SQL about what a specialist or a mediator did, for the person themself."""

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.disputes import Dispute
from models.fieldwork import SpecialistCall, SpecialistDeed
from models.incidents import Incident


async def calls_of(session: AsyncSession, user_id: int) -> list[tuple[SpecialistCall, str]]:
    """Calls to them and calls by them, oldest first, with the number of the matter."""
    theirs = or_(SpecialistCall.user_id == user_id, SpecialistCall.called_by == user_id)
    wish = select(SpecialistCall, Incident.number).join(Incident, Incident.id == SpecialistCall.incident_id)
    return [(row[0], row[1]) for row in await session.execute(wish.where(theirs).order_by(SpecialistCall.id))]


async def noted_by(session: AsyncSession, user_id: int) -> list[SpecialistDeed]:
    """What they noted themselves: visits, consultations, lectures."""
    wish = select(SpecialistDeed).where(SpecialistDeed.user_id == user_id).order_by(SpecialistDeed.id)
    return list(await session.scalars(wish))


async def mediated_by(session: AsyncSession, user_id: int) -> list[tuple[Dispute, str]]:
    """Disputes that they mediate or mediated to the end."""
    wish = select(Dispute, Incident.number).join(Incident, Incident.id == Dispute.incident_id)
    found = await session.execute(wish.where(Dispute.mediated_by == user_id).order_by(Dispute.incident_id))
    return [(row[0], row[1]) for row in found]


async def work_counts(session: AsyncSession, user_id: int) -> tuple[int, int]:
    """How often they were called (and it was not taken back), and how much they noted themselves or mediated."""
    called = select(func.count()).where(SpecialistCall.user_id == user_id, SpecialistCall.undone_at.is_(None))
    noted = select(func.count()).where(SpecialistDeed.user_id == user_id)
    mediated = select(func.count()).where(Dispute.mediated_by == user_id)
    own = (await session.scalar(noted) or 0) + (await session.scalar(mediated) or 0)
    return await session.scalar(called) or 0, own
