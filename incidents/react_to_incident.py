"""An emoji under a report or an answer line says what a button says: 👍 me too (the leader: 对), 👎 不是事件, 👌 it is all right now."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.confirm_report import confirm_report
from incidents.drop_report import drop_report
from incidents.join_incident import join_incident
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.rate_incident import rate_incident
from incidents.signs import AGREES, DENIES, WELL_AGAIN
from models.kinds import OPEN_STATES, IncidentState
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def react_to_incident(
    session: AsyncSession, incident_id: int, actor: Actor, sign: str, *, path: str, policy: Policy, now: datetime
) -> Moved | Refusal | None:
    """Do what the emoji says in the chat of the unit at `path`; None when it says nothing there."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    state, is_heard_here = case.incident.state, case.unit.path == path
    if sign in AGREES and state is IncidentState.DRAFT and _leads(case, actor, Action.CONFIRM_REPORT):
        return await confirm_report(session, incident_id, actor, policy=policy, now=now)
    if sign in AGREES and is_heard_here and (state in OPEN_STATES or state is IncidentState.DRAFT):
        return await join_incident(session, incident_id, actor, policy=policy, now=now)
    if sign in DENIES and state is IncidentState.DRAFT and _leads(case, actor, Action.DROP_REPORT):
        return await drop_report(session, incident_id, actor, policy=policy, now=now)
    if sign in WELL_AGAIN and state in OPEN_STATES and is_heard_here:
        data = {"about": "resolve_claim"}
        return await make_move(session, case, Move.REMARK, actor, policy=policy, now=now, reason=sign, data=data)
    if sign in WELL_AGAIN and state is IncidentState.CLOSED and actor.user_id in case.reporters:
        return await rate_incident(session, incident_id, actor, policy=policy, now=now, is_solved=True)
    return None


def _leads(case: Case, actor: Actor, action: Action) -> bool:
    """The leader, not the reporter: one's own words are not confirmed by liking them."""
    return actor.user_id not in case.reporters and may(actor, action, case.thing()) is None
