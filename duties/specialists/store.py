"""All SQL about specialists: when they can be called, every call, and what they did besides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.disputes import Dispute
from models.fieldwork import CoverHours, SpecialistCall, SpecialistDeed
from models.incidents import Incident
from models.kinds import IncidentState, Role, Tier
from models.pii import Pii
from models.pyramid import Person, Post, Unit


async def hours_of(session: AsyncSession, post_ids: Collection[int]) -> dict[int, str]:
    """Post → its hours, where they were said."""
    found = await session.execute(select(CoverHours.post_id, CoverHours.hours).where(CoverHours.post_id.in_(post_ids)))
    return {row[0]: row[1] for row in found}


async def keep_hours(session: AsyncSession, post_ids: Collection[int], hours: str) -> None:
    """From now on these."""
    for post_id in post_ids:
        await session.merge(CoverHours(post_id=post_id, hours=hours))
    await session.flush()


async def add(session: AsyncSession, row: SpecialistCall | SpecialistDeed) -> None:
    """A new one, with its id."""
    session.add(row)
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
        SpecialistCall.undone_at.is_(None),
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
            SpecialistCall.undone_at.is_(None),
        )
    )
    return [(row[0], row[1], row[2]) for row in found]


Joined = tuple[int, int, IncidentState, str]  # (post, incident, how it stands, why it was closed)


async def drop_newest_deed(session: AsyncSession, post_id: int, user_id: int, what: str, since: datetime) -> bool:
    """The newest of these, if it was noted since then: it was a mistake."""
    newest = await session.scalar(
        select(SpecialistDeed.id)
        .where(
            SpecialistDeed.post_id == post_id,
            SpecialistDeed.user_id == user_id,
            SpecialistDeed.what == what,
            SpecialistDeed.at >= since,
        )
        .order_by(SpecialistDeed.id.desc())
        .limit(1)
    )
    if newest is not None:
        await session.execute(delete(SpecialistDeed).where(SpecialistDeed.id == newest))
    return newest is not None


async def deeds_of(session: AsyncSession, post_ids: Collection[int], since: datetime) -> list[tuple[int, str, int]]:
    """(post, visit or advice or lecture, how often) of what they noted themselves."""
    found = await session.execute(
        select(SpecialistDeed.post_id, SpecialistDeed.what, func.count())
        .where(SpecialistDeed.post_id.in_(post_ids), SpecialistDeed.at >= since)
        .group_by(SpecialistDeed.post_id, SpecialistDeed.what)
    )
    return [(row[0], row[1], row[2]) for row in found]


async def ways_of(session: AsyncSession, post_ids: Collection[int], since: datetime) -> list[tuple[int, str, int]]:
    """(post, visit or advice, how often) of the calls that they brought to an end."""
    found = await session.execute(
        select(SpecialistCall.post_id, SpecialistCall.how, func.count())
        .where(SpecialistCall.post_id.in_(post_ids), SpecialistCall.ended_at >= since, SpecialistCall.how != "")
        .group_by(SpecialistCall.post_id, SpecialistCall.how)
    )
    return [(row[0], row[1], row[2]) for row in found]


async def disputes_come_to(
    session: AsyncSession, post_ids: Collection[int], since: datetime, leaves: str
) -> list[Joined]:
    """Disputes to which they were called and came."""
    found = await session.execute(
        select(SpecialistCall.post_id, Incident.id, Incident.state, Incident.close_reason)
        .join(Incident, Incident.id == SpecialistCall.incident_id)
        .where(
            SpecialistCall.post_id.in_(post_ids),
            SpecialistCall.answered_at >= since,
            SpecialistCall.undone_at.is_(None),
            Incident.leaf.like(leaves),
        )
    )
    return [(row[0], row[1], row[2], row[3] or "") for row in found]


async def disputes_mediated(session: AsyncSession, post_ids: Collection[int], since: datetime) -> list[Joined]:
    """Disputes that holders of a mediator's post mediate, or have brought to their end."""
    found = await session.execute(
        select(Post.id, Incident.id, Incident.state, Incident.close_reason)
        .join(Person, Person.id == Post.person_id)
        .join(Dispute, Dispute.mediated_by == Person.user_id)
        .join(Incident, Incident.id == Dispute.incident_id)
        .where(Post.id.in_(post_ids), Post.role == Role.MEDIATOR, Dispute.opened_at >= since)
    )
    return [(row[0], row[1], row[2], row[3] or "") for row in found]


@dataclass(frozen=True, slots=True)
class Expert:
    """A specialist's post of today; `hours` as they are kept."""

    post_id: int
    user_id: int | None
    name: Pii
    role: Role
    field: str
    unit_name: str
    tier: Tier
    hours: str


async def experts_below(session: AsyncSession, path: str, roles: Collection[Role], limit: int) -> list[Expert]:
    """Everybody at and below a unit, field by field, upper units first."""
    found = await session.execute(
        select(Post.id, Person.user_id, Person.name, Post.role, Post.field, Unit.name, Unit.tier, CoverHours.hours)
        .join(Person, Person.id == Post.person_id)
        .join(Unit, Unit.id == Post.unit_id)
        .outerjoin(CoverHours, CoverHours.post_id == Post.id)
        .where(
            Post.role.in_(roles),
            Post.valid_to.is_(None),
            Unit.valid_to.is_(None),
            Unit.path.startswith(path, autoescape=True),
        )
        .order_by(Post.role, Post.field, func.length(Unit.path), Unit.id, Post.id)
        .limit(limit)
    )
    return [Expert(row[0], row[1], Pii(row[2]), row[3], row[4], row[5], row[6], row[7] or "always") for row in found]
