"""All SQL about climbing."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.incidents import Escalation, Incident, TimelineEvent
from models.kinds import OPEN_STATES, IncidentState, Urgency

SEVERITY = case({urgency: urgency.severity for urgency in Urgency}, value=Incident.urgency)


async def overdue_ids(session: AsyncSession, now: datetime, limit: int, without: Collection[int]) -> list[int]:
    """Incidents whose next step has come, severest first, locked until the transaction ends.

    What another process has locked is left to it; `without` are those that could not be moved in this run.
    """
    found = await session.scalars(
        select(Incident.id)
        .where(Incident.next_step_at <= now, Incident.id.not_in(without))
        .order_by(SEVERITY, Incident.next_step_at, Incident.id)
        .limit(limit)
        .with_for_update(skip_locked=True),
    )
    return list(found)


async def earliest_step(session: AsyncSession) -> datetime | None:
    """The earliest moment at which anything may be due."""
    return await session.scalar(select(func.min(Incident.next_step_at)))


async def record(session: AsyncSession, values: Mapping[str, Any]) -> bool:
    """One climbed rung; False if it was climbed before."""
    insert = pg_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    result = await session.execute(
        insert(Escalation)
        .values(dict(values))
        .on_conflict_do_nothing(index_elements=["incident_id", "cycle", "rung"])
        .returning(Escalation.id),
    )
    return result.scalar_one_or_none() is not None


async def living(session: AsyncSession, after: int, limit: int) -> list[Incident]:
    """Incidents that have, or should have, a next step, in order of id; what somebody is moving just now is left out."""
    is_living = or_(
        Incident.state.in_((*OPEN_STATES, IncidentState.DRAFT)),
        Incident.next_step_at.is_not(None),
    )
    found = await session.scalars(
        select(Incident)
        .where(Incident.id > after, is_living)
        .order_by(Incident.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True),
    )
    return list(found)


async def fired_rungs(session: AsyncSession, ids: Collection[int]) -> dict[tuple[int, int], frozenset[int]]:
    """(incident, cycle) → the rungs that were climbed in it."""
    found = await session.execute(
        select(Escalation.incident_id, Escalation.cycle, Escalation.rung).where(Escalation.incident_id.in_(ids)),
    )
    rungs: dict[tuple[int, int], frozenset[int]] = {}
    for incident_id, cycle, rung in found:
        key = (incident_id, cycle)
        rungs[key] = rungs.get(key, frozenset()) | {rung}
    return rungs


async def arrivals(session: AsyncSession, ids: Collection[int]) -> dict[int, datetime]:
    """Incident → when somebody last pressed 到场."""
    found = await session.execute(
        select(TimelineEvent.incident_id, func.max(TimelineEvent.at))
        .where(TimelineEvent.incident_id.in_(ids), TimelineEvent.what == "arrive")
        .group_by(TimelineEvent.incident_id),
    )
    return {incident_id: moment for incident_id, moment in found if moment is not None}


async def last_words(session: AsyncSession, incident_id: int, whats: Collection[str]) -> TimelineEvent | None:
    """The newest event of these kinds."""
    found = await session.scalars(
        select(TimelineEvent)
        .where(TimelineEvent.incident_id == incident_id, TimelineEvent.what.in_(whats))
        .order_by(TimelineEvent.seq.desc())
        .limit(1),
    )
    return found.one_or_none()
