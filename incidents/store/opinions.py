"""All SQL about what people answered after closing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.incidents import Incident, Opinion
from models.kinds import IncidentState
from models.pyramid import Unit


def _closed(paths: Sequence[str], since: datetime) -> ColumnElement[bool]:
    below = or_(*(Unit.path.startswith(path, autoescape=True) for path in paths))
    return and_(below, Incident.state == IncidentState.CLOSED, Incident.closed_at >= since)


async def closed_count(session: AsyncSession, paths: Sequence[str], since: datetime) -> int:
    """How many were closed since then."""
    if not paths:
        return 0
    wish = select(func.count()).select_from(Incident).join(Unit, Unit.id == Incident.owner_unit_id)
    return await session.scalar(wish.where(_closed(paths, since))) or 0


async def last_answers(
    session: AsyncSession, paths: Sequence[str], since: datetime, content_from: int
) -> tuple[int, int]:
    """(content, answered): everybody's last answer to each of these incidents."""
    if not paths:
        return 0, 0
    later = aliased(Opinion)
    is_last = ~(
        select(later.cycle)
        .where(later.incident_id == Opinion.incident_id, later.user_id == Opinion.user_id, later.cycle > Opinion.cycle)
        .exists()
    )
    content = and_(func.coalesce(Opinion.is_solved, True), func.coalesce(Opinion.score, content_from) >= content_from)
    wish = (
        select(func.count().filter(content), func.count())
        .select_from(Opinion)
        .join(Incident, Incident.id == Opinion.incident_id)
        .join(Unit, Unit.id == Incident.owner_unit_id)
        .where(_closed(paths, since), or_(Opinion.is_solved.is_not(None), Opinion.score.is_not(None)), is_last)
    )
    satisfied, answered = (await session.execute(wish)).one()
    return int(satisfied), int(answered)
