"""An incident is taken in hand: found, locked against a second mover, seen with today's tree."""

from collections.abc import Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import cases as case_store
from pyramid.lookup import unit_today
from pyramid.refusal import Refusal


async def open_case(session: AsyncSession, incident_id: int, *, is_moving: bool = True) -> Case | Refusal:
    """The case, or the refusal that there is none. `is_moving` False only reads and locks nothing."""
    found = await open_cases(session, [incident_id], is_moving=is_moving)
    return found.get(incident_id, Refusal("refusal_incidents.not_found"))


async def open_cases(
    session: AsyncSession,
    incident_ids: Collection[int],
    *,
    is_moving: bool,
    reporters: Mapping[int, Collection[int]] | None = None,
) -> dict[int, Case]:
    """The same for many: those that there are, by id. `reporters`: user ids by incident, if they were just read."""
    found = await case_store.cases(session, incident_ids, is_moving=is_moving, reporters=reporters)
    for case in found.values():
        if case.unit.valid_to is not None:
            case.unit = await unit_today(session, case.unit.id)
        if case.owner.valid_to is not None:
            case.owner = await unit_today(session, case.owner.id)
    return found
