"""All SQL about what belongs together: candidates, and the people and pictures that move when two become one."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, select, update
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
        Incident.opened_at, Unit.path, Incident.kin,
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


_OWNER = aliased(Unit)
_NEIGHBOURS: Select[Any] = (
    _matters()
    .join(_OWNER, _OWNER.id == Incident.owner_unit_id)
    .where(
        Incident.state.in_(LIVING),
        Incident.leaf.like(bindparam("leaves"), escape="/"),
        Incident.id <= bindparam("newest"),
        Incident.opened_at >= bindparam("since"),
        Incident.sensitivity != Sensitivity.S2,
        _OWNER.path.like(bindparam("below")),
    )
    .order_by(Incident.id)
    .limit(MOST)
)


async def neighbours(session: AsyncSession, family: str, path: str, *, since: datetime, newest: int) -> list[Matter]:
    """Open matters of a family of kinds below a path, up to the id `newest`, oldest first."""
    leaves = family.replace("_", "/_") + ".%"
    these = {"leaves": leaves, "newest": newest, "since": since, "below": f"{path}%"}
    return [Matter(*row) for row in await session.execute(_NEIGHBOURS, these)]


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


async def words_of_leaf(
    session: AsyncSession, leaf: str, path: str, since: datetime
) -> list[tuple[int, str, str, dict[str, Any] | None]]:
    """(id, number, first words, kin) of what is open of this leaf below a path, oldest first."""
    owner = aliased(Unit)
    rows = await session.execute(
        select(Incident.id, Incident.number, Report.words, Incident.kin)
        .join(Report, (Report.incident_id == Incident.id) & Report.is_first)
        .join(owner, owner.id == Incident.owner_unit_id)
        .where(
            Incident.leaf == leaf,
            Incident.state.in_(LIVING),
            Incident.opened_at >= since,
            owner.path.startswith(path, autoescape=True),
        )
        .order_by(Incident.id)
        .limit(MOST)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def reporters_of(session: AsyncSession, incident_id: int) -> list[int]:
    """User ids of those who told of it."""
    wish = select(Report.user_id).where(Report.incident_id == incident_id, Report.user_id > 0).distinct()
    return list(await session.scalars(wish))


async def number_of(session: AsyncSession, incident_id: int) -> str:
    """Its number; empty if there is none."""
    return await session.scalar(select(Incident.number).where(Incident.id == incident_id)) or ""


async def set_kin(session: AsyncSession, ids: Collection[int], kin: dict[str, Any] | None) -> None:
    """Write down what they are one with; no move, so no new version."""
    await session.execute(
        update(Incident).where(Incident.id.in_(ids)).values(kin=kin).execution_options(synchronize_session=False)
    )


_SET_KIN = update(Incident.__table__).where(Incident.id == bindparam("this")).values(kin=bindparam("new_kin"))  # type: ignore[arg-type]


async def set_each_kin(session: AsyncSession, kin: Mapping[int, Mapping[str, Any]]) -> None:
    """The same for many, each its own."""
    if kin:
        rows = [{"this": incident_id, "new_kin": dict(each)} for incident_id, each in kin.items()]
        await session.execute(_SET_KIN, rows)


async def repoint(
    session: AsyncSession, ids: Collection[int], *, from_id: int, to_id: int, kin: dict[str, Any]
) -> list[int]:
    """Of these, what had been merged into the one is merged into the other from now on; gives which."""
    mine = (Incident.id.in_(ids), Incident.merged_into_id == from_id)
    found = list(await session.scalars(select(Incident.id).where(*mine).order_by(Incident.id)))
    wish = update(Incident).where(Incident.id.in_(found)).values(merged_into_id=to_id, kin=kin)
    await session.execute(wish.execution_options(synchronize_session=False))
    return found


async def move_people(session: AsyncSession, child_id: int, parent_id: int) -> tuple[list[int], list[int]]:
    """Reporters, witnesses and pictures go over to the parent, each once; gives the ids of the reports and pictures that moved."""
    reports = list(await session.scalars(select(Report.id).where(Report.incident_id == child_id)))
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
    wish = select(Media.id).where(Media.incident_id == child_id, Media.file_unique_id.not_in(known))
    pictures = list(await session.scalars(wish))
    await _give(session, Media, pictures, parent_id)
    return reports, pictures


async def take_back(
    session: AsyncSession, child_id: int, parent_id: int, reports: Collection[int], pictures: Collection[int]
) -> None:
    """The same people and pictures belong to the child again; who said 我也是 to both keeps both."""
    await _give(session, Report, reports, child_id, from_id=parent_id)
    await _give(session, Media, pictures, child_id, from_id=parent_id)
    own = select(Witness.user_id, Witness.at).where(Witness.incident_id == child_id)
    for user_id, at in (await session.execute(own)).all():
        copied = (Witness.incident_id == parent_id, Witness.user_id == user_id, Witness.at == at)
        await session.execute(delete(Witness).where(*copied).execution_options(synchronize_session=False))


async def _give(
    session: AsyncSession, table: Any, ids: Collection[int], incident_id: int, *, from_id: int | None = None
) -> None:
    """`from_id`: only what belongs to that one still."""
    theirs = (table.incident_id == from_id,) if from_id is not None else ()
    await session.execute(
        update(table)
        .where(table.id.in_(ids), *theirs)
        .values(incident_id=incident_id)
        .execution_options(synchronize_session=False)
    )
