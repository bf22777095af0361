"""All SQL about what happened to an incident."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.chain import linked
from models.incidents import Escalation, TimelineEvent


async def fired_rungs(session: AsyncSession, incident_id: int, cycle: int) -> frozenset[int]:
    """The rungs that were climbed in this cycle."""
    found = await session.scalars(
        select(Escalation.rung).where(Escalation.incident_id == incident_id, Escalation.cycle == cycle),
    )
    return frozenset(found)


async def has_arrived(session: AsyncSession, incident_id: int, since: datetime) -> bool:
    """Whether somebody pressed 到场 since then."""
    found = await session.scalar(
        select(func.count())
        .select_from(TimelineEvent)
        .where(TimelineEvent.incident_id == incident_id, TimelineEvent.what == "arrive", TimelineEvent.at >= since),
    )
    return bool(found)


async def append_event(session: AsyncSession, values: Mapping[str, Any]) -> None:
    """One line of the timeline, linked to the one before it; whoever appends holds the incident."""
    before = await session.scalar(
        select(TimelineEvent.hash).where(
            TimelineEvent.incident_id == values["incident_id"], TimelineEvent.seq == values["seq"] - 1
        ),
    )
    await session.execute(insert(TimelineEvent), [linked(values, before or "")])


async def last_event(session: AsyncSession, incident_id: int, whats: Collection[str] = ()) -> TimelineEvent | None:
    """The newest line of the timeline, or the newest of these kinds."""
    statement = select(TimelineEvent).where(TimelineEvent.incident_id == incident_id)
    if whats:
        statement = statement.where(TimelineEvent.what.in_(whats))
    return cast("TimelineEvent | None", await session.scalar(statement.order_by(TimelineEvent.seq.desc()).limit(1)))


async def last_event_of(session: AsyncSession, incident_id: int, what: str, actor_id: int) -> TimelineEvent | None:
    """The newest line of this kind by this person."""
    statement = (
        select(TimelineEvent)
        .where(TimelineEvent.incident_id == incident_id, TimelineEvent.what == what, TimelineEvent.actor_id == actor_id)
        .order_by(TimelineEvent.seq.desc())
    )
    return cast("TimelineEvent | None", await session.scalar(statement.limit(1)))


async def timeline(session: AsyncSession, incident_id: int) -> list[TimelineEvent]:
    """All that happened, in order."""
    found = await session.scalars(
        select(TimelineEvent).where(TimelineEvent.incident_id == incident_id).order_by(TimelineEvent.seq),
    )
    return list(found)
