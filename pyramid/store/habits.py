"""SQL about what a unit's group is used to."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.pyramid import Unit


async def unit_to_change(session: AsyncSession, unit_id: int) -> Unit | None:
    """The unit's row as it is now, held until the transaction ends: two lessons at once both count."""
    return await session.get(Unit, unit_id, with_for_update=True, populate_existing=True)


async def save(session: AsyncSession, unit: Unit, habits: dict[str, Any]) -> None:
    """Write them down."""
    unit.habits = habits
    await session.flush()
