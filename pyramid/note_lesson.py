"""不是事件, 对 and 改 are counted for the unit, by the word that had made us decide."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from pyramid import habits
from pyramid.store import habits as store


async def note_drop(session: AsyncSession, unit_id: int, key: str, *, now: datetime, no: int = 0, yes: int = 0) -> None:
    """One more word against (`no`) or for it (`yes`); −1 takes one back."""
    unit = await store.unit_to_change(session, unit_id)
    if unit is not None:
        await store.save(session, unit, habits.with_drop(unit.habits, key, now, no=no, yes=yes))


async def note_leaf(session: AsyncSession, unit_id: int, key: str, to: str, *, now: datetime) -> None:
    """The word meant another kind of matter."""
    unit = await store.unit_to_change(session, unit_id)
    if unit is not None:
        await store.save(session, unit, habits.with_leaf(unit.habits, key, to, now))
