"""All SQL about incidents themselves: found, locked, moved."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from incidents.case import Case
from incidents.numbers import FIRST
from incidents.store.dialect import INSERTS, count_of
from models.at_hand import UNKNOWN, find, lay
from models.incidents import Incident, Report
from models.kinds import Tier
from models.process import Counter
from models.pyramid import Unit
from models.set_down import set_down, set_down_once
from models.shelves import NUMBERS
from pyramid.tree import ids_on

_NEXT = {
    dialect: insert_(Counter.__table__)
    .on_conflict_do_update(index_elements=["name"], set_={"last": Counter.last + 1})
    .returning(Counter.last)
    for dialect, insert_ in INSERTS.items()
}


_LAST = (
    update(Counter.__table__)  # type: ignore[arg-type]
    .where(Counter.name == bindparam("of_name"))
    .values(last=bindparam("count"))
)


async def next_count(session: AsyncSession, name: str) -> int:
    """The next number under a name, first 1001. Two callers never get the same: the first of a batch locks the row, the others count on."""
    last = find(session, NUMBERS, name)
    if last is UNKNOWN:
        statement = _NEXT[session.get_bind().dialect.name]
        count = int((await session.execute(statement, {"name": name, "last": FIRST})).scalar_one())
    else:
        count = last + 1
        await set_down_once(session, _LAST, {name: {"of_name": name, "count": count}})
    lay(session, NUMBERS, name, count)
    return count


_OWNER = aliased(Unit)
_CASES: Select[Incident, Unit, Unit] = (
    select(Incident, Unit, _OWNER)
    .join(Unit, Unit.id == Incident.unit_id)
    .join(_OWNER, _OWNER.id == Incident.owner_unit_id)
    .where(Incident.id.in_(bindparam("incidents", expanding=True)))
    .execution_options(populate_existing=True)
)
_LOCKED = _CASES.with_for_update(of=Incident)
_REPORTERS: Select[int, int] = select(Report.incident_id, Report.user_id).where(
    Report.incident_id.in_(bindparam("incidents", expanding=True))
)


async def cases(
    session: AsyncSession,
    incident_ids: Collection[int],
    *,
    is_moving: bool = False,
    reporters: Mapping[int, Collection[int]] | None = None,
) -> dict[int, Case]:
    """Incidents by id as the database has them at this moment, with their units and reporters.

    `is_moving` keeps others from moving them until the transaction ends, so that a second press sees the first.
    `reporters`, where the caller has just read them: user ids by incident.
    """
    these = {"incidents": list(incident_ids)}
    found = (await session.execute(_LOCKED if is_moving else _CASES, these)).all()
    if reporters is None:
        people: dict[int, set[int]] = {}
        for incident_id, user_id in await session.execute(_REPORTERS, these):
            people.setdefault(incident_id, set()).add(user_id)
        reporters = people
    return {
        incident.id: Case(incident, unit, owner, frozenset(reporters.get(incident.id, ())))
        for incident, unit, owner in found
    }


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


_ADD = insert(Incident.__table__).returning(Incident.__table__.c.id)  # type: ignore[arg-type]
_ADD_TOGETHER = insert(Incident.__table__)  # type: ignore[arg-type]
_ADD_REPORT = insert(Report.__table__)  # type: ignore[arg-type]
_LAST_ID = "incident id"


async def add(session: AsyncSession, incident: Incident) -> None:
    """A new one, with its id known afterwards. Written as one statement built once: a flush costs three times as much.

    On SQLite, which has one writer, the first of a batch gets its id from the database and the others count on; they are written together.
    """
    values = _values(incident)
    last = find(session, NUMBERS, _LAST_ID)
    if last is UNKNOWN:
        values["id"] = await session.scalar(_ADD, values)
        if session.get_bind().dialect.name == "sqlite":
            lay(session, NUMBERS, _LAST_ID, values["id"])
    else:
        values["id"] = last + 1
        lay(session, NUMBERS, _LAST_ID, values["id"])
        await set_down(session, _ADD_TOGETHER, [values])
    for name in values.keys() - vars(incident).keys():
        set_committed_value(incident, name, values[name])
    make_transient_to_detached(incident)
    session.add(incident)


async def add_report(session: AsyncSession, report: Report) -> None:
    """New words about an incident. Nobody asks for their id; who looks for them finds them in the database."""
    await set_down(session, _ADD_REPORT, [_values(report)])


@cache
def _unsaid(kind: type[Incident | Report]) -> dict[str, Any]:
    """What stands in each column of a new row, except its id, where nothing is said."""
    columns = [column for column in kind.__table__.columns if column.key != "id"]
    return {column.key: None if column.default is None else column.default.arg for column in columns}


def _values(row: Incident | Report) -> dict[str, Any]:
    """What stands in the columns of a new row, except its id."""
    said = vars(row)
    return {name: usual if said.get(name) is None else said[name] for name, usual in _unsaid(type(row)).items()}
