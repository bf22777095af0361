"""SQL about incidents for lists: whatever is counted or listed here lies in the visitor's reach."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from console.scope import Reach
from console.store.pyramid import within
from models.incidents import Escalation, Incident, Media, Report, Witness
from models.kinds import OPEN_STATES, IncidentState, Sensitivity, Tier, Urgency
from models.outbox import Outgoing
from models.pyramid import Group, Unit

HEARD, OWNER = aliased(Unit), aliased(Unit)
OPEN = (*OPEN_STATES, IncidentState.SUSPENDED)
ENDED = (IncidentState.CLOSED, IncidentState.MERGED, IncidentState.VOID, IncidentState.WITHDRAWN)
STATES = {"open": OPEN, "closed": ENDED, "draft": (IncidentState.DRAFT,), "all": tuple(IncidentState)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for."""

    states: str = "open"
    tier: Tier | None = None  # of the unit that must act
    path: str = ""  # heard or owned at or below it
    urgency: Urgency | None = None
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: nothing of it is personal."""

    id: int
    number: str
    leaf: str
    urgency: Urgency
    sensitivity: Sensitivity
    state: IncidentState
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    highest_tier: str
    is_claimed: bool
    unit_name: str
    owner_name: str
    owner_tier: Tier


def _is_named(session: AsyncSession, user_id: int) -> ColumnElement[bool]:
    """Stands on the closed list that the plan keeps."""
    if session.get_bind().dialect.name == "postgresql":
        named: Any = func.coalesce(Incident.plan.cast(JSONB)["named"], func.jsonb_build_array())
        contains: ColumnElement[bool] = named.contains([user_id])
        return contains
    each = func.json_each(Incident.plan, "$.named").table_valued("value")
    return exists(select(1).select_from(each).where(each.c.value == user_id))


def visible(session: AsyncSession, reach: Reach) -> ColumnElement[bool]:
    """Exactly what `may(actor, SEE_INCIDENT, …)` allows."""
    me = reach.user_id
    # Never NULL, so that the opposite can be asked for, too.
    claimed = and_(Incident.claimed_by.is_not(None), Incident.claimed_by == me)
    resolved = and_(Incident.resolved_by.is_not(None), Incident.resolved_by == me)
    reported = exists().where(Report.incident_id == Incident.id, Report.user_id == me)
    named = _is_named(session, me)
    mine = or_(reported, named, claimed) if reach.is_assignable else or_(reported, named)
    placed = or_(within(OWNER.path, reach.whole), within(HEARD.path, reach.whole), OWNER.path.in_(reach.exact))
    circle = or_(
        Incident.sensitivity != Sensitivity.S2,
        reported,
        named,
        claimed,
        resolved,
        within(OWNER.path, reach.restricted),
    )
    return and_(or_(mine, placed), circle)


def _joined(statement: Any) -> Any:
    return (
        statement.select_from(Incident)
        .join(HEARD, HEARD.id == Incident.unit_id)
        .join(OWNER, OWNER.id == Incident.owner_unit_id)
    )


def _asked(wanted: Wanted, now: datetime) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [Incident.state.in_(STATES[wanted.states])]
    if wanted.tier is not None:
        conditions.append(OWNER.tier == wanted.tier)
    if wanted.path:
        conditions.append(or_(within(OWNER.path, [wanted.path]), within(HEARD.path, [wanted.path])))
    if wanted.urgency is not None:
        conditions.append(Incident.urgency == wanted.urgency)
    if wanted.is_overdue:
        conditions += [Incident.handle_due_at <= now, Incident.state.in_(OPEN)]
    return and_(*conditions)


async def rows(
    session: AsyncSession, reach: Reach, wanted: Wanted, now: datetime, *, limit: int, offset: int = 0
) -> list[Row]:
    """A page of incidents: open ones by what is due first, others by what was opened last."""
    columns = (
        *(Incident.id, Incident.number, Incident.leaf, Incident.urgency, Incident.sensitivity, Incident.state),
        *(Incident.opened_at, Incident.handle_due_at, Incident.closed_at, Incident.highest_tier),
        *(Incident.claimed_by.is_not(None), HEARD.name, OWNER.name, OWNER.tier),
    )
    pressing = (Incident.handle_due_at.is_(None), Incident.handle_due_at, Incident.id)
    order = pressing if wanted.states == "open" else (Incident.opened_at.desc(), Incident.id.desc())
    statement = _joined(select(*columns)).where(visible(session, reach), _asked(wanted, now))
    found = await session.execute(statement.order_by(*order).limit(limit).offset(offset))
    return [Row(*row) for row in found]


async def count(session: AsyncSession, reach: Reach, wanted: Wanted, now: datetime) -> int:
    """How many there are in all."""
    statement = _joined(select(func.count())).where(visible(session, reach), _asked(wanted, now))
    return await session.scalar(statement) or 0


async def restricted_count(session: AsyncSession, reach: Reach) -> int:
    """Open restricted ones below the visitor that they may not open: a number is all they are told."""
    statement = _joined(select(func.count())).where(
        Incident.sensitivity == Sensitivity.S2,
        Incident.state.in_(OPEN),
        within(OWNER.path, reach.whole),
        ~visible(session, reach),
    )
    return await session.scalar(statement) or 0


@dataclass(frozen=True, slots=True)
class Pressing:
    """What an office looks at first: numbers of open incidents."""

    open: int
    overdue: int
    unclaimed_urgent: int
    undecided: int  # a return or an extension is asked for


async def pressing(session: AsyncSession, reach: Reach, now: datetime) -> Pressing:
    """One query for the front page."""
    urgent = and_(Incident.urgency.in_((Urgency.EMERGENCY, Urgency.URGENT)), Incident.state == IncidentState.REPORTED)
    undecided = Incident.state.in_((IncidentState.RETURN_REQUESTED, IncidentState.EXTENSION_REQUESTED))
    statement = _joined(
        select(
            func.count(),
            func.count().filter(Incident.handle_due_at <= now),
            func.count().filter(urgent),
            func.count().filter(undecided),
        )
    ).where(visible(session, reach), Incident.state.in_(OPEN))
    row = (await session.execute(statement)).one()
    return Pressing(*row)


async def id_of(session: AsyncSession, number: str) -> int | None:
    """The incident of a number."""
    found: int | None = await session.scalar(select(Incident.id).where(Incident.number == number))
    return found


async def climbed(session: AsyncSession, incident_id: int) -> list[tuple[Escalation, str]]:
    """The rungs that were climbed, with the name of who was told."""
    found = await session.execute(
        select(Escalation, Unit.name)
        .join(Unit, Unit.id == Escalation.to_unit_id)
        .where(Escalation.incident_id == incident_id)
        .order_by(Escalation.id)
    )
    return [(row[0], row[1]) for row in found]


async def media_counts(session: AsyncSession, incident_id: int) -> dict[str, int]:
    """Moment (before, after) → how many files."""
    found = await session.execute(
        select(Media.moment, func.count()).where(Media.incident_id == incident_id).group_by(Media.moment)
    )
    return {row[0]: row[1] for row in found}


async def files(session: AsyncSession, incident_id: int, limit: int) -> list[tuple[int, str, str]]:
    """(id, moment, kind) of its photos, voices, videos and documents, oldest first."""
    wish = select(Media.id, Media.moment, Media.kind).where(Media.incident_id == incident_id)
    return [(row[0], row[1], row[2]) for row in await session.execute(wish.order_by(Media.id).limit(limit))]


async def file(session: AsyncSession, incident_id: int, media_id: int) -> Media | None:
    """One of them, if it is this incident's."""
    wish = select(Media).where(Media.id == media_id, Media.incident_id == incident_id)
    found: Media | None = await session.scalar(wish)
    return found


async def witnesses(session: AsyncSession, incident_id: int) -> int:
    """How many said that they are concerned, too."""
    return await session.scalar(select(func.count()).where(Witness.incident_id == incident_id)) or 0


async def shown_to(session: AsyncSession, incident_id: int) -> list[tuple[Outgoing, str | None, Tier | None]]:
    """What stands about it in which chat: (row, name of the unit, its tier); people in private have neither."""
    found = await session.execute(
        select(Outgoing, Unit.name, Unit.tier)
        .outerjoin(Group, Group.id == Outgoing.group_id)
        .outerjoin(Unit, Unit.id == Group.unit_id)
        .where(Outgoing.kind.like("incident\\_%", escape="\\"), Outgoing.subject_id == incident_id)
        .order_by(Outgoing.id)
        .limit(100)
    )
    return [(row[0], row[1], row[2]) for row in found]
