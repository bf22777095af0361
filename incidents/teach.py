"""不是事件, 对 and 改 teach the group where it was said, by the word that had made us decide."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import timeline as event_store
from models.kinds import Sensitivity
from pyramid.note_lesson import note_drop, note_leaf


async def teach_drop(session: AsyncSession, case: Case, *, now: datetime, no: int = 0, yes: int = 0) -> None:
    """Count one more 不是事件 (`no`) or 对 (`yes`); −1 takes one back."""
    key = await _clue(session, case)
    if key:
        await note_drop(session, case.unit.id, key, now=now, no=no, yes=yes)


async def teach_leaf(session: AsyncSession, case: Case, leaf: str, *, now: datetime) -> None:
    """Count one more 改 to this leaf."""
    key = await _clue(session, case)
    if key and not key.startswith(f"{leaf}|"):
        await note_leaf(session, case.unit.id, key, leaf, now=now)


async def _clue(session: AsyncSession, case: Case) -> str:
    """Leaf and word of the first words; nothing is learnt from restricted matters."""
    if case.incident.sensitivity is Sensitivity.S2:
        return ""
    first = await event_store.last_event(session, case.incident.id, ("report",))
    return str(first.data.get("clue", "")) if first is not None else ""
