"""Whether there is one more period; the reporter hears the new date."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.plan import due_at, since_of
from incidents.tell_reporters import tell_reporters
from incidents.tell_worker import tell_worker
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def decide_extension(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    is_agreed: bool,
    policy: Policy,
    now: datetime,
    reason: str = "",
) -> Moved | Refusal:
    """Agreed: one more original period on top of the limit. Refused: nothing changes, and it does not count."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    incident = case.incident
    if not is_agreed:
        done = await make_move(session, case, Move.REFUSE_EXTENSION, actor, policy=policy, now=now, reason=reason)
        if isinstance(done, Moved):
            await tell_worker(session, case, incident.claimed_by, Move.REFUSE_EXTENSION, now=now)
        return done
    extensions = incident.extensions + 1
    since, calendar = since_of(incident.plan, incident.opened_at), policy.calendar_at(case.owner.path)
    due = due_at(incident.plan, since, extensions, calendar)
    values = {"extensions": extensions, "handle_due_at": due}
    done = await make_move(
        session, case, Move.AGREE_EXTENSION, actor, policy=policy, now=now, values=values, reason=reason
    )
    if isinstance(done, Moved):
        await tell_worker(session, case, incident.claimed_by, Move.AGREE_EXTENSION, now=now)
        await tell_reporters(session, case, "new_date", now=now)
    return done
