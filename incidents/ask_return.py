"""退回: not ours, with the reason. Nobody has it until that is decided, and the clock runs on."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_decision import ask_decision
from incidents.brief import is_ruled
from incidents.case import Case, Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.store import timeline as event_store
from incidents.view import Step
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def ask_return(
    session: AsyncSession, incident_id: int, actor: Actor, *, reason: str, policy: Policy, now: datetime
) -> Moved | Refusal:
    """The community secretary (for a community's own work the street) is asked to decide.

    Since nobody has it, the rungs for `unclaimed` that have passed are due at once. What a superior has ruled is final.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    if not reason.strip():
        return Refusal("refusal_incidents.reason_needed")
    refused = await may_not_return(session, case)
    if refused is not None:
        return refused
    values = {"claimed_by": None, "claimed_at": None}
    done = await make_move(
        session,
        case,
        Move.ASK_RETURN,
        actor,
        policy=policy,
        now=now,
        values=values,
        reason=reason.strip(),
        data={"owner": case.owner.id},
    )
    if isinstance(done, Moved):
        await ask_decision(session, case, "return_request", now=now)
    return done


async def may_not_return(session: AsyncSession, case: Case) -> Refusal | None:
    """The refusal when a superior has ruled whose work it is."""
    happened = await event_store.timeline(session, case.incident.id)
    steps = [Step(event.at, event.what, event.actor_role) for event in happened]
    return Refusal("refusal_incidents.ruled", {"number": case.incident.number}) if is_ruled(steps) else None
