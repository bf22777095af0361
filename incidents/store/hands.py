"""All SQL about what is open when somebody goes, and about changes of hands."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.broadcasts import Notice
from models.fieldwork import Handover, HouseholdNote
from models.incidents import Incident
from models.kinds import OPEN_STATES, IncidentState, NoticeState
from models.pyramid import Dialogue, Person, Post, Unit

UNSENT = (NoticeState.DRAFT, NoticeState.AWAITING_APPROVAL)
ASKED = (IncidentState.RETURN_REQUESTED, IncidentState.EXTENSION_REQUESTED, IncidentState.SUSPEND_REQUESTED)


async def add(session: AsyncSession, handover: Handover) -> None:
    """A new one, with its id."""
    session.add(handover)
    await session.flush()


async def handover(session: AsyncSession, handover_id: int) -> Handover | None:
    """One of them."""
    return await session.get(Handover, handover_id)


async def newest(session: AsyncSession, unit_id: int, limit: int) -> list[Handover]:
    """Of one unit, newest first."""
    wish = select(Handover).where(Handover.unit_id == unit_id).order_by(Handover.id.desc()).limit(limit)
    return list(await session.scalars(wish))


async def taken_below(session: AsyncSession, path: str, user_id: int) -> list[tuple[int, str]]:
    """(incident id, path of its owner) of what this person has taken at and below a unit and has not finished."""
    states = [*sorted(OPEN_STATES - {IncidentState.PENDING_CHECK}), IncidentState.SUSPENDED]
    found = await session.execute(
        select(Incident.id, Unit.path)
        .join(Unit, Unit.id == Incident.owner_unit_id)
        .where(
            Incident.claimed_by == user_id,
            Incident.state.in_(states),
            Unit.path.startswith(path, autoescape=True),
        )
        .order_by(Incident.id)
    )
    return [(row[0], row[1]) for row in found]


async def waiting_in(session: AsyncSession, unit_id: int, limit: int) -> list[tuple[int, IncidentState]]:
    """(incident id, state) of drafts heard in a unit, and of what waits there to be taken or checked."""
    here = (IncidentState.REPORTED, IncidentState.PENDING_CHECK)
    found = await session.execute(
        select(Incident.id, Incident.state)
        .where(
            or_(
                (Incident.unit_id == unit_id) & (Incident.state == IncidentState.DRAFT),
                (Incident.owner_unit_id == unit_id) & Incident.state.in_(here),
            )
        )
        .order_by(Incident.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in found]


async def asked_below(session: AsyncSession, path: str, limit: int) -> list[tuple[int, IncidentState]]:
    """The same of requests below a unit that somebody must decide."""
    found = await session.execute(
        select(Incident.id, Incident.state)
        .join(Unit, Unit.id == Incident.owner_unit_id)
        .where(Incident.state.in_(ASKED), Unit.path.startswith(path, autoescape=True), Unit.path != path)
        .order_by(Incident.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in found]


async def give_drafts(session: AsyncSession, path: str, from_user: int, to_user: int) -> list[int]:
    """Notices at and below a unit that were written and not sent: the successor is their author now."""
    ids = list(
        await session.scalars(
            select(Notice.id)
            .join(Unit, Unit.id == Notice.unit_id)
            .where(
                Notice.author_id == from_user,
                Notice.state.in_(UNSENT),
                Unit.path.startswith(path, autoescape=True),
            )
        )
    )
    await session.execute(update(Notice).where(Notice.id.in_(ids)).values(author_id=to_user))
    return ids


async def give_drafts_back(session: AsyncSession, ids: Collection[int], to_user: int) -> None:
    """… and back."""
    await session.execute(update(Notice).where(Notice.id.in_(ids)).values(author_id=to_user))


async def notes_below(session: AsyncSession, path: str, user_id: int) -> list[int]:
    """Ids of the notes about households that this person keeps at and below a unit."""
    found = await session.scalars(
        select(HouseholdNote.id)
        .join(Unit, Unit.id == HouseholdNote.unit_id)
        .where(HouseholdNote.user_id == user_id, Unit.path.startswith(path, autoescape=True))
    )
    return list(found)


async def give_notes(session: AsyncSession, ids: Collection[int], to_user: int) -> None:
    """Somebody else keeps these notes."""
    await session.execute(update(HouseholdNote).where(HouseholdNote.id.in_(ids)).values(user_id=to_user))


async def end_questions(session: AsyncSession, user_id: int, now: datetime) -> None:
    """What this person was being asked about matters is asked no more."""
    kinds = ("evidence", "reason")
    rows = await session.scalars(select(Dialogue).where(Dialogue.user_id == user_id, Dialogue.kind.in_(kinds)))
    for row in list(rows):
        row.expires_at = now
    await session.flush()


async def ended_at(session: AsyncSession, moment: datetime) -> list[int]:
    """User ids of those who have taken something and one of whose posts ended at this very moment."""
    found = await session.scalars(
        select(Person.user_id)
        .join(Post, Post.person_id == Person.id)
        .join(Incident, Incident.claimed_by == Person.user_id)
        .where(Post.valid_to == moment)
        .distinct()
    )
    return [user_id for user_id in found if user_id is not None]
