"""All SQL about rulings that later matters follow."""

from datetime import datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store.dialect import insert_into
from models import at_hand
from models.at_hand import UNKNOWN
from models.incidents import Incident, Precedent
from models.shelves import RULINGS

Rulings = dict[str, tuple[int, str]]
_RULINGS: Select[str, int, str] = (
    select(Precedent.leaf, Precedent.owner_unit_id, Incident.number)
    .join(Incident, Incident.id == Precedent.incident_id)
    .where(Precedent.unit_id == bindparam("unit"))
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
    rulings: Rulings = at_hand.find(session, RULINGS, unit_id)
    if rulings is UNKNOWN:
        found = await session.execute(_RULINGS, {"unit": unit_id})
        rulings = {kind: (owner_id, number) for kind, owner_id, number in found}
        at_hand.lay(session, RULINGS, unit_id, rulings)
    return rulings.get(leaf)
