"""All SQL about rulings that later matters follow."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store.dialect import insert_into
from models.incidents import Incident, Precedent


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
    found = await session.execute(
        select(Precedent.owner_unit_id, Incident.number)
        .join(Incident, Incident.id == Precedent.incident_id)
        .where(Precedent.unit_id == unit_id, Precedent.leaf == leaf),
    )
    row = found.one_or_none()
    return None if row is None else (row[0], row[1])
