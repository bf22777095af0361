"""All SQL about who is away."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.duties import Absence
from models.pii import Pii
from models.pyramid import Person, Post


async def add(session: AsyncSession, absence: Absence) -> None:
    """A new absence."""
    session.add(absence)
    await session.flush()


async def within(session: AsyncSession, person_id: int, begins: datetime, ends: datetime) -> list[Absence]:
    """Absences of a person, on or to come, that touch this time."""
    found = await session.scalars(
        select(Absence).where(Absence.person_id == person_id, Absence.until_at > begins, Absence.from_at < ends)
    )
    return list(found)


# Noted before its day, and its day has not been seen yet. One that was called off ends before it begins.
TO_COME = (Absence.is_on.is_(False), Absence.noted_at < Absence.from_at, Absence.from_at < Absence.until_at)


async def ahead_of(session: AsyncSession, person_id: int) -> list[Absence]:
    """The absences of a person that are on or to come."""
    return list(
        await session.scalars(select(Absence).where(Absence.person_id == person_id, or_(Absence.is_on, and_(*TO_COME))))
    )


async def due(session: AsyncSession, now: datetime) -> list[Absence]:
    """Absences whose day has come."""
    return list(await session.scalars(select(Absence).where(*TO_COME, Absence.from_at <= now)))


async def begin(session: AsyncSession, absences: Iterable[Absence], now: datetime) -> None:
    """They are away."""
    for each in absences:
        each.is_on, each.noted_at = True, now
    await session.flush()


async def absence(session: AsyncSession, absence_id: int) -> Absence | None:
    """One of them."""
    return await session.get(Absence, absence_id)


async def colleagues(session: AsyncSession, unit_ids: Collection[int], without: int) -> list[Person]:
    """People with a post of today in these units, the longest-serving first."""
    found = await session.scalars(
        select(Person)
        .join(Post, Post.person_id == Person.id)
        .where(Post.unit_id.in_(unit_ids), Post.valid_to.is_(None), Person.id != without)
        .group_by(Person.id)
        .order_by(func.min(Post.id))
    )
    return list(found)


async def over(session: AsyncSession, now: datetime) -> list[Absence]:
    """Absences that are still on and whose time is up."""
    return list(await session.scalars(select(Absence).where(Absence.is_on, Absence.until_at <= now)))


async def end(session: AsyncSession, absences: Iterable[Absence], now: datetime) -> None:
    """They are back, or will not go."""
    for each in absences:
        each.is_on, each.until_at = False, min(each.until_at, now)
    await session.flush()


async def next_turn(session: AsyncSession) -> datetime | None:
    """When the next absence begins or ends."""
    ends = await session.scalar(select(func.min(Absence.until_at)).where(Absence.is_on))
    begins = await session.scalar(select(func.min(Absence.from_at)).where(*TO_COME))
    return min((moment for moment in (ends, begins) if moment is not None), default=None)


async def is_substituting(session: AsyncSession, person_id: int) -> bool:
    """Whether somebody is away for whom this person stands in."""
    return (
        await session.scalar(select(Absence.id).where(Absence.is_on, Absence.substitute_id == person_id).limit(1))
        is not None
    )


async def name_of(session: AsyncSession, person_id: int) -> Pii:
    """The name of a person."""
    return Pii(await session.scalar(select(Person.name).where(Person.id == person_id)) or "")


async def user_of(session: AsyncSession, person_id: int) -> int | None:
    """The Telegram account of a person."""
    return await session.scalar(select(Person.user_id).where(Person.id == person_id))
