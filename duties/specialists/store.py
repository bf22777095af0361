"""All SQL about specialists: when they can be called, and every call."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.fieldwork import CoverHours, SpecialistCall


async def hours_of(session: AsyncSession, post_ids: Collection[int]) -> dict[int, str]:
    """Post → its hours, where they were said."""
    found = await session.execute(select(CoverHours.post_id, CoverHours.hours).where(CoverHours.post_id.in_(post_ids)))
    return {row[0]: row[1] for row in found}


async def keep_hours(session: AsyncSession, post_ids: Collection[int], hours: str) -> None:
    """From now on these."""
    for post_id in post_ids:
        await session.merge(CoverHours(post_id=post_id, hours=hours))
    await session.flush()


async def add(session: AsyncSession, call: SpecialistCall) -> None:
    """A new call, with its id."""
    session.add(call)
    await session.flush()


async def changed(session: AsyncSession) -> None:
    """What was changed on rows is written."""
    await session.flush()


async def call(session: AsyncSession, call_id: int) -> SpecialistCall | None:
    """One of them."""
    return await session.get(SpecialistCall, call_id)


async def open_call(session: AsyncSession, incident_id: int, post_id: int) -> SpecialistCall | None:
    """A call of this specialist to this matter that has not ended."""
    wish = select(SpecialistCall).where(
        SpecialistCall.incident_id == incident_id,
        SpecialistCall.post_id == post_id,
        SpecialistCall.declined_at.is_(None),
        SpecialistCall.ended_at.is_(None),
    )
    return cast("SpecialistCall | None", await session.scalar(wish.limit(1)))


async def calls_to(session: AsyncSession, incident_id: int) -> Sequence[SpecialistCall]:
    """All calls to a matter, oldest first."""
    wish = select(SpecialistCall).where(SpecialistCall.incident_id == incident_id).order_by(SpecialistCall.id)
    return (await session.scalars(wish)).all()


async def times_of(
    session: AsyncSession, post_ids: Collection[int]
) -> list[tuple[int, datetime | None, datetime | None]]:
    """(post, answered at, ended at) of every call of these posts."""
    found = await session.execute(
        select(SpecialistCall.post_id, SpecialistCall.answered_at, SpecialistCall.ended_at).where(
            SpecialistCall.post_id.in_(post_ids),
            or_(SpecialistCall.declined_at.is_(None), SpecialistCall.ended_at.is_(None)),  # else a mistaken tap
        )
    )
    return [(row[0], row[1], row[2]) for row in found]
