"""All SQL about promises with a date: which will not be kept."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.incidents import Incident
from models.kinds import IncidentState
from models.outbox import Outgoing


async def due_between(
    session: AsyncSession,
    states: Collection[IncidentState],
    since: datetime,
    until: datetime,
    *,
    after: int,
    limit: int,
) -> list[Incident]:
    """Unfinished incidents whose limit lies in the span, by limit and id; of those at `since` only what comes after the id `after`."""
    found = await session.scalars(
        select(Incident)
        .where(Incident.state.in_(states), Incident.handle_due_at >= since, Incident.handle_due_at <= until)
        .where(or_(Incident.handle_due_at > since, and_(Incident.handle_due_at == since, Incident.id > after)))
        .order_by(Incident.handle_due_at, Incident.id)
        .limit(limit)
    )
    return list(found)


async def said_of(session: AsyncSession, kind: str, incident_ids: Collection[int]) -> set[str]:
    """The keys of all that was said of these in one kind of message."""
    found = await session.scalars(
        select(Outgoing.key).where(Outgoing.kind == kind, Outgoing.subject_id.in_(incident_ids))
    )
    return {key for key in found if key is not None}
