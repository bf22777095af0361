"""SQL of exports: incidents of a subtree in a span of time, without anybody's words or name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.incidents import Incident, Opinion, Witness
from models.kinds import IncidentState, Sensitivity
from models.pyramid import Unit

HEARD, OWNER = aliased(Unit), aliased(Unit)


@dataclass(frozen=True, slots=True)
class Exported:
    """One incident with the names of its units and what people answered."""

    incident: Incident
    heard: Unit
    owner: Unit
    witnesses: int
    satisfied: int
    answered: int


def _wanted(path: str, since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(
        or_(OWNER.path.startswith(path, autoescape=True), HEARD.path.startswith(path, autoescape=True)),
        Incident.opened_at >= since,
        Incident.opened_at < until,
        Incident.state != IncidentState.DRAFT,
    )


async def exported(session: AsyncSession, path: str, since: datetime, until: datetime, limit: int) -> list[Exported]:
    """Oldest first; restricted matters are left out."""
    witnesses = select(func.count()).where(Witness.incident_id == Incident.id).scalar_subquery()
    said = Opinion.incident_id == Incident.id
    has_answered = or_(Opinion.is_solved.is_not(None), Opinion.score.is_not(None))
    content = and_(has_answered, func.coalesce(Opinion.is_solved, True), func.coalesce(Opinion.score, 5) >= 4)  # noqa: PLR2004 - see incidents/satisfaction.py
    satisfied = select(func.count()).where(said, content).scalar_subquery()
    answered = select(func.count()).where(said, has_answered).scalar_subquery()
    found = await session.execute(
        select(Incident, HEARD, OWNER, witnesses, satisfied, answered)
        .join(HEARD, HEARD.id == Incident.unit_id)
        .join(OWNER, OWNER.id == Incident.owner_unit_id)
        .where(_wanted(path, since, until), Incident.sensitivity != Sensitivity.S2)
        .order_by(Incident.opened_at, Incident.id)
        .limit(limit)
    )
    return [Exported(*row) for row in found]


async def counted(session: AsyncSession, path: str, since: datetime, until: datetime) -> tuple[int, int]:
    """(how many may be taken out, how many restricted ones are left out)."""
    found = await session.execute(
        select(Incident.sensitivity, func.count())
        .join(HEARD, HEARD.id == Incident.unit_id)
        .join(OWNER, OWNER.id == Incident.owner_unit_id)
        .where(_wanted(path, since, until))
        .group_by(Incident.sensitivity)
    )
    by_kind = {row[0]: int(row[1]) for row in found}
    restricted = by_kind.pop(Sensitivity.S2, 0)
    return sum(by_kind.values()), restricted
