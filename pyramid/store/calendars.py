"""SQL about the working calendars of units: one setting for each unit and year."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.pyramid import Setting

PREFIX = "calendar:"


async def all_entries(session: AsyncSession) -> dict[int, dict[int, Mapping[str, Any]]]:
    """Unit → year → what was entered."""
    found = await session.scalars(
        select(Setting).where(Setting.name.startswith(PREFIX)).execution_options(populate_existing=True)
    )
    entries: dict[int, dict[int, Mapping[str, Any]]] = {}
    for row in found:
        unit_id, year = map(int, row.name.removeprefix(PREFIX).split(":"))
        entries.setdefault(unit_id, {})[year] = row.value
    return entries


async def keep(session: AsyncSession, unit_id: int, year: int, entry: Mapping[str, Any]) -> None:
    """In the place of what was entered before."""
    await session.merge(Setting(name=f"{PREFIX}{unit_id}:{year}", value=dict(entry)))
    await session.flush()
