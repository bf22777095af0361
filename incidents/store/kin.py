"""All SQL about what belongs together: candidates, and the people and pictures that move when two become one."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from incidents.kin import Matter
from incidents.store.dialect import insert_into
from models.incidents import Incident, Media, Report, Witness
from models.kinds import OPEN_STATES, IncidentState, Sensitivity
from models.process import Counter
from models.pyramid import Unit

SEEN = "kin_seen"  # counter: the newest incident that was compared
LIVING = (*sorted(OPEN_STATES), IncidentState.DRAFT)
MOST = 100


def _matters() -> Any:
    return select(
        Incident.id, Incident.number, Incident.leaf, Incident.unit_id, Unit.name, Incident.place, Incident.state,
        Incident.opened_at,
    ).join(Unit, Unit.id == Incident.unit_id)  # fmt: skip


async def fresh(session: AsyncSession, limit: int) -> list[Matter]:
    """Open matters that were not compared yet, oldest first; from now on they were. Restricted ones are never compared."""
    seen = await session.scalar(select(Counter.last).where(Counter.name == SEEN)) or 0
    rows = list(await session.execute(_matters().where(Incident.id > seen).order_by(Incident.id).limit(limit)))
    if rows:
        statement = insert_into(session, Counter).values(name=SEEN, last=rows[-1][0])
        await session.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"last": rows[-1][0]}))
    found = [Matter(*row) for row in rows]
    open_now = await _comparable(session, [each.id for each in found])
    return [each for each in found if each.id in open_now]


async def _comparable(session: AsyncSession, ids: Collection[int]) -> set[int]:
    if not ids:
        return set()
    return set(
        await session.scalars(
            select(Incident.id).where(
                Incident.id.in_(ids), Incident.state.in_(LIVING), Incident.sensitivity != Sensitivity.S2
            )
        )
    )


async def neighbours(session: AsyncSession, matter: Matter, path: str, since: datetime) -> list[Matter]:
    """Older open matters of the same family of kinds below a path, oldest first."""
    owner = aliased(Unit)
    rows = await session.execute(
        _matters()
        .join(owner, owner.id == Incident.owner_unit_id)
        .where(
            Incident.state.in_(LIVING),
            Incident.leaf.startswith(f"{matter.leaf.partition('.')[0]}.", autoescape=True),
            Incident.id < matter.id,
            Incident.opened_at >= since,
            Incident.sensitivity != Sensitivity.S2,
            owner.path.startswith(path, autoescape=True),
        )
        .order_by(Incident.id)
        .limit(MOST)
    )
    return [Matter(*row) for row in rows]


async def closed_on_time(session: AsyncSession, unit_id: int, leaf: str, since: datetime) -> list[Matter]:
    """What was closed in time here lately and belongs to no root-cause matter yet, oldest first."""
    rows = await session.execute(
        _matters()
        .where(
            Incident.unit_id == unit_id,
            Incident.leaf == leaf,
            Incident.state == IncidentState.CLOSED,
            Incident.closed_at >= since,
            Incident.closed_at <= Incident.handle_due_at,
            Incident.kin.is_(None),
        )
        .order_by(Incident.id)
        .limit(MOST)
    )
    return [Matter(*row) for row in rows]


async def set_kin(session: AsyncSession, ids: Collection[int], kin: dict[str, Any]) -> None:
    """Write down what they are one with; no move, so no new version."""
    await session.execute(
        update(Incident).where(Incident.id.in_(ids)).values(kin=kin).execution_options(synchronize_session=False)
    )


async def move_people(session: AsyncSession, child_id: int, parent_id: int) -> list[int]:
    """Reporters, witnesses and pictures go over to the parent, each once; returns the ids of the reports that moved."""
    moved = list(await session.scalars(select(Report.id).where(Report.incident_id == child_id)))
    await session.execute(update(Report).where(Report.incident_id == child_id).values(incident_id=parent_id))
    witnesses = (
        await session.execute(select(Witness.user_id, Witness.at).where(Witness.incident_id == child_id))
    ).all()
    for user_id, at in witnesses:
        await session.execute(
            insert_into(session, Witness)
            .values(incident_id=parent_id, user_id=user_id, at=at)
            .on_conflict_do_nothing(index_elements=["incident_id", "user_id"])
        )
    known = select(Media.file_unique_id).where(Media.incident_id == parent_id)
    await session.execute(
        update(Media)
        .where(Media.incident_id == child_id, Media.file_unique_id.not_in(known))
        .values(incident_id=parent_id)
        .execution_options(synchronize_session=False)
    )
    return moved
