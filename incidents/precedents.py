"""A ruling is remembered: later matters of the same kind from the same place go the same way at once, and cite it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import precedents as store
from models.pyramid import Unit
from pyramid.lookup import Holder, unit_today, who_must_act


async def keep_precedent(session: AsyncSession, case: Case, *, now: datetime) -> None:
    """After a ruling: whose work this kind of matter is when it is heard here. A newer ruling takes the older one's place."""
    incident = case.incident
    await store.keep(
        session, case.unit.id, incident.leaf, owner_unit_id=case.owner.id, incident_id=incident.id, now=now
    )


async def owner_of(session: AsyncSession, unit: Unit, leaf: str) -> tuple[Unit, list[Holder], str]:
    """(whose work it is, who acts there, number of the matter whose ruling says so, or "")."""
    found = await store.find(session, unit.id, leaf)
    if found is not None:
        owner_id, number = found
        owner = await unit_today(session, owner_id)
        if owner.valid_to is None:
            return (*await who_must_act(session, owner.id), number)
    return (*await who_must_act(session, unit.id), "")
