"""A promise that will be missed is told before it is missed, by us, once per date: nobody has to ask."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.open_case import open_case
from incidents.store import promises
from incidents.store import reports as report_store
from models.kinds import IncidentState, Priority
from outbox.enqueue import Say, enqueue
from pyramid.refusal import Refusal

LONGEST_NOTICE = timedelta(hours=1)
SHARE = 4  # a quarter of the whole time before its end, at most an hour
AT_ONCE = 200
UNFINISHED = (
    IncidentState.REPORTED,
    IncidentState.HANDLING,
    IncidentState.RETURN_REQUESTED,
    IncidentState.EXTENSION_REQUESTED,
)


async def warn_reporters(session: AsyncSession, *, now: datetime) -> int:
    """Returns how many people are told now."""
    told = 0
    for incident in await promises.due_between(session, UNFINISHED, now, now + LONGEST_NOTICE, AT_ONCE):
        due = incident.handle_due_at
        if due is None or now < due - min(LONGEST_NOTICE, (due - incident.opened_at) / SHARE):
            continue
        case = await open_case(session, incident.id, is_moving=False)
        if isinstance(case, Refusal):
            continue
        people = case.reporters | await report_store.witnesses(session, incident.id)
        says = [
            Say(
                kind="reporter_news",
                subject_id=incident.id,
                user_id=user_id,
                viewer="reporter",
                args={"what": "late"},
                priority=Priority.PROMPT,
                key=f"promise:{incident.id}:{due.isoformat()}:u{user_id}",
            )
            for user_id in sorted(people - {incident.claimed_by})
        ]
        told += await enqueue(session, says, now=now) if says else 0
    return told
