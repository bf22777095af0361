"""What was put off comes back on its day: the same person has it, and the time that it waited does not count."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.nudges import ALIVE, PUT_OFF
from incidents.plan import due_at, since_of
from incidents.tell_reporters import tell_reporters
from incidents.tell_worker import tell_worker
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def resume_incident(session: AsyncSession, case: Case, *, policy: Policy, now: datetime) -> Moved | Refusal:
    """The clock's own move; worker and reporters hear it."""
    incident = case.incident
    rest = {name: value for name, value in incident.plan.items() if name != PUT_OFF}
    pause = [incident.plan[PUT_OFF]["from"], now.isoformat()]
    plan = {**rest, "pauses": [*incident.plan.get("pauses", ()), pause], ALIVE: now.isoformat()}
    due = due_at(plan, since_of(plan, incident.opened_at), incident.extensions, policy.calendar_at(case.owner.path))
    values = {"plan": plan, "handle_due_at": due}
    done = await make_move(session, case, Move.RESUME, None, policy=policy, now=now, values=values)
    if isinstance(done, Moved):
        await tell_worker(session, case, incident.claimed_by, Move.RESUME, now=now)
        await tell_reporters(session, case, "resumed", now=now)
    return done
