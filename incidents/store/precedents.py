"""All SQL about rulings that later matters follow."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store.dialect import insert_into
from models.at_hand import find_all
from models.incidents import Incident, Precedent
from models.shelves import RULINGS

Rulings = dict[str, tuple[int, str]]
_RULINGS: Select[int, str, int, str] = (
    select(Precedent.unit_id, Precedent.leaf, Precedent.owner_unit_id, Incident.number)
    .join(Incident, Incident.id == Precedent.incident_id)
    .where(Precedent.unit_id.in_(bindparam("units", expanding=True)))
)


async def keep(
    session: AsyncSession, unit_id: int, leaf: str, *, owner_unit_id: int, incident_id: int, now: datetime
) -> None:
    """One per place and kind; the newest holds."""
    values = {"owner_unit_id": owner_unit_id, "incident_id": incident_id, "ruled_at": now}
    await session.execute(
        insert_into(session, Precedent)
        .values(unit_id=unit_id, leaf=leaf, **values)
        .on_conflict_do_update(index_elements=["unit_id", "leaf"], set_=values),
    )


async def find(session: AsyncSession, unit_id: int, leaf: str) -> tuple[int, str] | None:
    """(the unit that was ruled, number of the matter), if there was a ruling."""
    return (await rulings(session, [unit_id])).get(unit_id, {}).get(leaf)


async def rulings(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, Rulings]:
    """Per unit: leaf → (the unit that was ruled, number of the matter)."""

    async def ask(missing: Collection[int]) -> dict[int, Rulings]:
        by_unit: dict[int, Rulings] = {unit_id: {} for unit_id in missing}
        for unit_id, leaf, owner_id, number in await session.execute(_RULINGS, {"units": list(missing)}):
            by_unit[unit_id][leaf] = (owner_id, number)
        return by_unit

    return await find_all(session, RULINGS, unit_ids, ask)
