"""Many incidents are taken in hand and moved by the clock: the same locks, lines and cards as one by one, in a few statements."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from incidents.case import Case
from incidents.refresh_cards import refresh_all
from incidents.standing import Standing
from incidents.store import batches
from pyramid.lookup import unit_today


class MovedMeanwhileError(RuntimeError):
    """Somebody else has moved one of them; none was written."""


async def open_many(session: AsyncSession, ids: Sequence[int]) -> tuple[list[Case], dict[int, str]]:
    """(the cases in the order of ids, the hash of each one's newest line). They are locked by whoever found the ids."""
    cases = await batches.cases_of(session, ids)
    for case in cases:
        if case.unit.valid_to is not None:
            case.unit = await unit_today(session, case.unit.id)
        if case.owner.valid_to is not None:
            case.owner = await unit_today(session, case.owner.id)
    return cases, await batches.last_hashes(session, ids)


async def move_many(session: AsyncSession, moved: Sequence[tuple[Standing, datetime | None, datetime | None]]) -> None:
    """Write standings with their (next step, handling limit). MovedMeanwhileError if any version is not what it was."""
    if not moved:
        return
    rows = []
    for standing, step, limit in moved:
        values = {
            "version": standing.version,
            "plan": standing.plan,
            "highest_tier": standing.highest_tier,
            "next_step_at": step,
            "handle_due_at": limit,
        }
        incident = standing.case.incident
        where = {"of_id": incident.id, "of_version": incident.version}
        rows.append({**where, **{f"new_{name}": value for name, value in values.items()}})
        for name, value in values.items():
            set_committed_value(incident, name, value)
    if not await batches.change_all(session, rows):
        raise MovedMeanwhileError
    lines = [line for standing, _, _ in moved for line in standing.lines]
    if lines:
        await batches.append_lines(session, lines)
    await refresh_all(session, [standing.case for standing, _, _ in moved if standing.is_shown])
