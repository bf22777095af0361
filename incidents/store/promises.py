"""All SQL about promises with a date: which will not be kept."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.incidents import Incident
from models.kinds import IncidentState


async def due_between(
    session: AsyncSession, states: Collection[IncidentState], since: datetime, until: datetime, limit: int
) -> list[Incident]:
    """Unfinished incidents whose limit lies in the span, the nearest first."""
    found = await session.scalars(
        select(Incident)
        .where(Incident.state.in_(states), Incident.handle_due_at > since, Incident.handle_due_at <= until)
        .order_by(Incident.handle_due_at, Incident.id)
        .limit(limit)
    )
    return list(found)
