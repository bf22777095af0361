"""All SQL about whose incidents are whose: taken by, waiting in, reported by."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.incidents import Incident, Report
from models.kinds import IncidentState


async def taken_by(
    session: AsyncSession, user_id: int, states: Collection[IncidentState], limit: int
) -> list[Incident]:
    """Open incidents that a person has taken, most pressing first."""
    found = await session.scalars(
        select(Incident)
        .where(Incident.claimed_by == user_id, Incident.state.in_(states))
        .order_by(Incident.handle_due_at, Incident.id)
        .limit(limit)
    )
    return list(found)


async def untaken_of(session: AsyncSession, unit_ids: Collection[int], limit: int) -> list[Incident]:
    """Incidents of these units that nobody has taken, most pressing first."""
    found = await session.scalars(
        select(Incident)
        .where(Incident.owner_unit_id.in_(unit_ids), Incident.state == IncidentState.REPORTED)
        .order_by(Incident.handle_due_at, Incident.id)
        .limit(limit)
    )
    return list(found)


async def reported_by(session: AsyncSession, user_id: int, limit: int) -> list[Incident]:
    """What a person reported, newest first."""
    found = await session.scalars(
        select(Incident)
        .join(Report, Report.incident_id == Incident.id)
        .where(Report.user_id == user_id, Report.is_first)
        .order_by(Incident.opened_at.desc())
        .limit(limit)
    )
    return list(found)
