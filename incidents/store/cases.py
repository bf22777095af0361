"""All SQL about incidents themselves: found, locked, moved."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value

from incidents.case import Case
from incidents.numbers import FIRST
from incidents.store.dialect import count_of, insert_into
from models.incidents import Incident, Report
from models.kinds import Tier
from models.process import Counter
from models.pyramid import Unit
from pyramid.tree import ids_on


async def next_count(session: AsyncSession, name: str) -> int:
    """The next number under a name, first 1001. Two callers never get the same."""
    statement = (
        insert_into(session, Counter)
        .values(name=name, last=FIRST)
        .on_conflict_do_update(index_elements=["name"], set_={"last": Counter.last + 1})
        .returning(Counter.last)
    )
    return int((await session.execute(statement)).scalar_one())


async def case(session: AsyncSession, incident_id: int, *, is_moving: bool = True) -> Case | None:
    """The incident as the database has it at this moment, with its units and reporters.

    `is_moving` keeps others from moving it until the transaction ends, so that a second press sees the first.
    """
    owner = aliased(Unit)
    statement = (
        select(Incident, Unit, owner)
        .join(Unit, Unit.id == Incident.unit_id)
        .join(owner, owner.id == Incident.owner_unit_id)
        .where(Incident.id == incident_id)
        .execution_options(populate_existing=True)
    )
    row = (await session.execute(statement.with_for_update(of=Incident) if is_moving else statement)).one_or_none()
    if row is None:
        return None
    people = await session.scalars(select(Report.user_id).where(Report.incident_id == incident_id))
    return Case(row[0], row[1], row[2], frozenset(people))


async def unit(session: AsyncSession, unit_id: int) -> Unit:
    """A unit that is known to exist."""
    return (await session.scalars(select(Unit).where(Unit.id == unit_id))).one()


async def unit_id_on(session: AsyncSession, path: str, tier: Tier) -> int | None:
    """The unit of a tier on a path."""
    return await session.scalar(select(Unit.id).where(Unit.id.in_(ids_on(path)), Unit.tier == tier))


async def incident_id_by_number(session: AsyncSession, number: str) -> int | None:
    """The incident that carries this number."""
    return await session.scalar(select(Incident.id).where(Incident.number == number))


async def leaf_of(session: AsyncSession, incident_id: int) -> str | None:
    """What kind of matter it is."""
    return await session.scalar(select(Incident.leaf).where(Incident.id == incident_id))


async def change(session: AsyncSession, incident: Incident, values: Mapping[str, Any]) -> bool:
    """Write columns and raise the version, if nobody else has raised it meanwhile; the object follows."""
    fresh = {**values, "version": incident.version + 1}
    result = await session.execute(
        update(Incident)
        .where(Incident.id == incident.id, Incident.version == incident.version)
        .values(fresh)
        .execution_options(synchronize_session=False),
    )
    if count_of(result) != 1:
        return False
    for name, value in fresh.items():
        set_committed_value(incident, name, value)
    return True


async def note_down(session: AsyncSession, incident: Incident, values: Mapping[str, Any]) -> bool:
    """Write what is computed: no move, so no new version; not if somebody moved it meanwhile."""
    result = await session.execute(
        update(Incident)
        .where(Incident.id == incident.id, Incident.version == incident.version)
        .values(dict(values))
        .execution_options(synchronize_session=False),
    )
    return count_of(result) == 1


async def add_named(session: AsyncSession, incident: Incident, user_ids: Collection[int]) -> None:
    """Put people on the closed list of a restricted incident; no move, so no new version."""
    await keep_plan(session, incident, {**incident.plan, "named": sorted({*incident.plan.get("named", ()), *user_ids})})


async def keep_plan(session: AsyncSession, incident: Incident, plan: Mapping[str, Any]) -> None:
    """What the plan remembers besides limits and ladder; no move, so no new version. The object follows."""
    if await note_down(session, incident, {"plan": dict(plan)}):
        set_committed_value(incident, "plan", dict(plan))


async def add(session: AsyncSession, rows: Iterable[Incident | Report]) -> None:
    """New rows, with their ids known afterwards."""
    session.add_all(list(rows))
    await session.flush()
