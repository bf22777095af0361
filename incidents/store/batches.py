"""All SQL that reads or moves many incidents at once: a constant number of statements, however many they are."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from incidents.case import Case
from incidents.store.dialect import count_of
from models.incidents import Incident, TimelineEvent
from models.pyramid import Unit

_LINES = insert(TimelineEvent.__table__)  # type: ignore[arg-type]
_INCIDENT = Incident.__table__
_CHANGE = (
    update(_INCIDENT)  # type: ignore[arg-type]
    .where(_INCIDENT.c.id == bindparam("of_id"), _INCIDENT.c.version == bindparam("of_version"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("version", "plan", "highest_tier", "next_step_at", "handle_due_at")
        }
    )
)


async def cases_of(session: AsyncSession, ids: Sequence[int]) -> list[Case]:
    """These incidents with their units as the database has them now, in the order of `ids`; without their reporters."""
    owner = aliased(Unit)
    found = await session.execute(
        select(Incident, Unit, owner)
        .join(Unit, Unit.id == Incident.unit_id)
        .join(owner, owner.id == Incident.owner_unit_id)
        .where(Incident.id.in_(ids))
        .execution_options(populate_existing=True)
    )
    cases = {row[0].id: Case(row[0], row[1], row[2], frozenset()) for row in found}
    return [cases[each] for each in ids if each in cases]


async def last_hashes(session: AsyncSession, ids: Collection[int]) -> dict[int, str]:
    """Incident → the hash of its newest line."""
    found = await session.execute(
        select(TimelineEvent.incident_id, TimelineEvent.hash)
        .join(Incident, and_(Incident.id == TimelineEvent.incident_id, Incident.version == TimelineEvent.seq))
        .where(Incident.id.in_(ids))
    )
    return {row.incident_id: row.hash for row in found}


async def append_lines(session: AsyncSession, lines: Sequence[Mapping[str, Any]]) -> None:
    """Lines of many timelines, each linked to the one before it already."""
    await (await session.connection()).execute(_LINES, [dict(line) for line in lines])


async def change_all(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Write columns of many incidents, each only if its version is still what it was; whether all of them were."""
    connection = await session.connection()
    result = await connection.execute(
        _CHANGE, [dict(row) for row in rows], execution_options={"preserve_rowcount": True}
    )
    return count_of(result) == len(rows)
