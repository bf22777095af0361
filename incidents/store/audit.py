"""All SQL that reads the history as a whole."""

from typing import cast

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.chain import Line
from models.incidents import Incident, Report, TimelineEvent
from models.process import Counter

Row = Line
COUNTERS = "incident:"


async def incidents_after(session: AsyncSession, after: int, limit: int) -> dict[int, tuple[str, int]]:
    """The next incidents by id: id → (number, version)."""
    found = await session.execute(
        select(Incident.id, Incident.number, Incident.version)
        .where(Incident.id > after)
        .order_by(Incident.id)
        .limit(limit),
    )
    return {incident_id: (number, version) for incident_id, number, version in found}


async def lines_of(session: AsyncSession, first: int, last: int) -> dict[int, list[Line]]:
    """The lines of the incidents with these ids, in order."""
    columns = TimelineEvent.__table__.c
    found = await session.execute(
        select(*columns)
        .where(columns.incident_id >= first, columns.incident_id <= last)
        .order_by(columns.incident_id, columns.seq),
    )
    lines: dict[int, list[Line]] = {}
    for row in found:
        lines.setdefault(row.incident_id, []).append(cast("Line", row))
    return lines


async def with_erased_people(session: AsyncSession, first: int, last: int) -> set[int]:
    """Incidents in which somebody who reported, acted or noted had their data erased: they stand there by an alias below 0.

    And those whose words were masked when their time had come: the report says when.
    """
    is_touched = or_(Report.user_id < 0, Report.masked_at.is_not(None))
    said = await session.scalars(
        select(Report.incident_id).where(Report.incident_id.between(first, last), is_touched).distinct()
    )
    did = await session.scalars(
        select(TimelineEvent.incident_id)
        .where(TimelineEvent.incident_id.between(first, last), TimelineEvent.actor_id < 0)
        .distinct()
    )
    return {*said, *did}


async def given_numbers(session: AsyncSession) -> list[tuple[str, int, int]]:
    """(cell, the last number given out, how many incidents carry a number of this cell)."""
    counters = await session.execute(
        select(Counter.name, Counter.last).where(Counter.name.startswith(COUNTERS, autoescape=True))
    )
    made = []
    for name, last in counters:
        cell = name.removeprefix(COUNTERS)
        count = await session.scalar(
            select(func.count()).select_from(Incident).where(Incident.number.startswith(f"{cell}-", autoescape=True))
        )
        made.append((cell, last, int(count or 0)))
    return made


async def orphans(session: AsyncSession) -> list[int]:
    """Incident ids that stand in the timeline and nowhere else."""
    known = select(Incident.id)
    found = await session.scalars(
        select(TimelineEvent.incident_id).where(TimelineEvent.incident_id.not_in(known)).distinct()
    )
    return list(found)
