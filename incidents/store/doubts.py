"""All SQL about what was understood with little confidence."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store.dialect import insert_into
from models.incidents import Incident, Report
from models.kinds import IncidentState, Sensitivity
from models.process import Counter

SEEN = "second_reader_seen"  # counter: the newest incident that was looked at
UNTOUCHED = (IncidentState.DRAFT, IncidentState.REPORTED)


async def take_doubts(session: AsyncSession, below: float, since: datetime, limit: int) -> list[tuple[int, str]]:
    """(id, first words) of new open matters of little confidence, oldest first; each is given once, to one caller."""
    last = await session.scalar(select(func.max(Incident.id)))
    seen = await session.scalar(select(Counter.last).where(Counter.name == SEEN)) or 0
    if last is None or last <= seen:
        return []
    rows = await session.execute(
        select(Incident.id, Report.words)
        .join(Report, (Report.incident_id == Incident.id) & Report.is_first)
        .where(
            Incident.id > seen,
            Incident.id <= last,
            Incident.state.in_(UNTOUCHED),
            Incident.sensitivity != Sensitivity.S2,
            Incident.confidence < below,
            Incident.opened_at >= since,
            Report.masked_at.is_(None),
        )
        .order_by(Incident.id)
        .limit(limit)
    )
    found = [(row[0], row[1]) for row in rows]
    upto = found[-1][0] if len(found) == limit else last
    statement = insert_into(session, Counter).values(name=SEEN, last=upto)
    await session.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"last": upto}))
    return found
