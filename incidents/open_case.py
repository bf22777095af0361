"""An incident is taken in hand: found, locked against a second mover, seen with today's tree."""

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import cases as case_store
from pyramid.lookup import unit_today
from pyramid.refusal import Refusal


async def open_case(session: AsyncSession, incident_id: int, *, is_moving: bool = True) -> Case | Refusal:
    """The case, or the refusal that there is none. `is_moving` False only reads and locks nothing."""
    case = await case_store.case(session, incident_id, is_moving=is_moving)
    if case is None:
        return Refusal("refusal_incidents.not_found")
    if case.unit.valid_to is not None:
        case.unit = await unit_today(session, case.unit.id)
    if case.owner.valid_to is not None:
        case.owner = await unit_today(session, case.owner.id)
    return case
