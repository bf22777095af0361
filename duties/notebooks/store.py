"""All SQL about notes of households."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.duties import Absence
from models.fieldwork import HouseholdNote
from models.pyramid import Person


async def add(session: AsyncSession, note: HouseholdNote) -> None:
    """A new one."""
    session.add(note)
    await session.flush()


async def note(session: AsyncSession, note_id: int) -> HouseholdNote | None:
    """One of them."""
    return await session.get(HouseholdNote, note_id)


async def drop(session: AsyncSession, note: HouseholdNote) -> None:
    """It is gone."""
    await session.delete(note)
    await session.flush()


async def doors_of(session: AsyncSession, unit_id: int, keepers: Collection[int]) -> list[tuple[str, int]]:
    """(door, how many notes), by door."""
    found = await session.execute(
        select(HouseholdNote.door, func.count())
        .where(HouseholdNote.unit_id == unit_id, HouseholdNote.user_id.in_(keepers))
        .group_by(HouseholdNote.door)
        .order_by(HouseholdNote.door)
    )
    return [(row[0], row[1]) for row in found]


async def notes_of(
    session: AsyncSession, unit_id: int, door: str, keepers: Collection[int], limit: int
) -> Sequence[HouseholdNote]:
    """The notes of a household, newest first."""
    wish = (
        select(HouseholdNote)
        .where(HouseholdNote.unit_id == unit_id, HouseholdNote.door == door, HouseholdNote.user_id.in_(keepers))
        .order_by(HouseholdNote.id.desc())
        .limit(limit)
    )
    return (await session.scalars(wish)).all()


async def stands_in_for(session: AsyncSession, person_id: int, now: datetime) -> list[int]:
    """User ids of those who are away at this moment and for whom this person stands in."""
    found = await session.scalars(
        select(Person.user_id)
        .join(Absence, Absence.person_id == Person.id)
        .where(Absence.is_on, Absence.until_at > now, Absence.substitute_id == person_id, Person.user_id.is_not(None))
    )
    return [user_id for user_id in found if user_id is not None]
