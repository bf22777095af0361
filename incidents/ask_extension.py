"""延期: one more period, asked with the reason, at most twice and never once it is overdue."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_decision import ask_decision
from incidents.case import Case, Moved
from incidents.lifecycle import MOST_EXTENSIONS, Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def ask_extension(
    session: AsyncSession, incident_id: int, actor: Actor, *, reason: str, policy: Policy, now: datetime
) -> Moved | Refusal:
    """The community secretary (for a community's own work the street) is asked to decide; the clock runs on meanwhile."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    if not reason.strip():
        return Refusal("refusal_incidents.reason_needed")
    refused = may_not_extend(case, now)
    if refused is not None:
        return refused
    done = await make_move(session, case, Move.ASK_EXTENSION, actor, policy=policy, now=now, reason=reason.strip())
    if isinstance(done, Moved):
        await ask_decision(session, case, "extension_request", now=now)
    return done


def may_not_extend(case: Case, now: datetime) -> Refusal | None:
    """The refusal when it is overdue or has been extended twice."""
    incident = case.incident
    if incident.handle_due_at is not None and incident.handle_due_at <= now:
        return Refusal("refusal_incidents.overdue", {"number": incident.number})
    if incident.extensions >= MOST_EXTENSIONS:
        return Refusal("refusal_incidents.extended_twice", {"number": incident.number})
    return None
