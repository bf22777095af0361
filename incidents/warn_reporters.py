"""A promise that will be missed is told before it is missed, by us, once per date: nobody has to ask. If we were away, right after."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.open_case import open_case
from incidents.store import promises
from incidents.store import reports as report_store
from models.incidents import Incident
from models.kinds import IncidentState, Priority
from outbox.enqueue import Say, enqueue
from pyramid.refusal import Refusal

LONGEST_NOTICE = timedelta(hours=1)
LONGEST_LATE = timedelta(days=1)
SHARE = 4  # a quarter of the whole time before its end, at most an hour
AT_ONCE = 200
NEWS = "reporter_news"
UNFINISHED = (
    IncidentState.REPORTED,
    IncidentState.HANDLING,
    IncidentState.RETURN_REQUESTED,
    IncidentState.EXTENSION_REQUESTED,
)


async def warn_reporters(session: AsyncSession, *, now: datetime) -> int:
    """Returns how many people are told now."""
    told, since, last = 0, now - LONGEST_LATE, 0
    while page := await promises.due_between(
        session, UNFINISHED, since, now + LONGEST_NOTICE, after=last, limit=AT_ONCE
    ):
        since, last = page[-1].handle_due_at or since, page[-1].id
        said = {key.rpartition(":u")[0] for key in await promises.said_of(session, NEWS, [each.id for each in page])}
        for incident in page:
            due = incident.handle_due_at
            if due is not None and _is_time(incident, due, now) and _key(incident.id, due) not in said:
                told += await _tell(session, incident.id, due, now)
    return told


def _is_time(incident: Incident, due: datetime, now: datetime) -> bool:
    return now >= due - min(LONGEST_NOTICE, (due - incident.opened_at) / SHARE)


def _key(incident_id: int, due: datetime) -> str:
    return f"promise:{incident_id}:{due.isoformat()}"


async def _tell(session: AsyncSession, incident_id: int, due: datetime, now: datetime) -> int:
    case = await open_case(session, incident_id, is_moving=False)
    if isinstance(case, Refusal):
        return 0
    people = case.reporters | await report_store.witnesses(session, incident_id)
    says = [
        Say(
            kind=NEWS,
            subject_id=incident_id,
            user_id=user_id,
            viewer="reporter",
            args={"what": "late"},
            priority=Priority.PROMPT,
            key=f"{_key(incident_id, due)}:u{user_id}",
        )
        for user_id in sorted(people - {case.incident.claimed_by})
    ]
    return await enqueue(session, says, now=now) if says else 0
