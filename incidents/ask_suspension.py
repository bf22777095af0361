"""挂账: it cannot go on before a certain day. Asked with the reason and that day; the clock runs on until it is decided."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_decision import ask_decision
from incidents.case import Case, Moved
from incidents.endings import end_in
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.nudges import PUT_OFF
from incidents.open_case import open_case
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal

LONGEST = timedelta(days=365)


async def ask_suspension(
    session: AsyncSession, incident_id: int, actor: Actor, *, reason: str, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Without a day to come back there is no putting off; at most once, and for a year at most."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    refused = may_not_suspend(case)
    if refused is not None:
        return refused
    until = end_in(reason, now)
    if until is None:
        return Refusal("refusal_incidents.end_needed")
    if until - now > LONGEST:
        return Refusal("refusal_incidents.end_too_far")
    put_off = {"until": until.isoformat(), "asked": now.isoformat()}
    values = {"plan": {**case.incident.plan, PUT_OFF: put_off}}
    done = await make_move(
        session,
        case,
        Move.ASK_SUSPEND,
        actor,
        policy=policy,
        now=now,
        values=values,
        reason=reason.strip(),
        data={"until": until.isoformat()},
    )
    if isinstance(done, Moved):
        await ask_decision(session, case, "suspend_request", now=now)
    return done


def may_not_suspend(case: Case) -> Refusal | None:
    """The refusal when it was put off before."""
    if case.incident.plan.get("pauses"):
        return Refusal("refusal_incidents.put_off_once", {"number": case.incident.number})
    return None
