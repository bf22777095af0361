"""退回, 延期, 改: these presses need words first; whoever may not press hears so before being asked."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_extension import may_not_extend
from incidents.ask_reason import ask_reason
from incidents.ask_return import may_not_return
from incidents.ask_suspension import may_not_suspend
from incidents.case import Here, Moved
from incidents.lifecycle import NEEDS, Move, state_after
from incidents.make_move import moved
from incidents.open_case import open_case
from incidents.refusals import first_was
from incidents.why_not import why_not
from pyramid.actor import Actor
from pyramid.permissions import may
from pyramid.refusal import Refusal


async def request_reason(
    session: AsyncSession, incident_id: int, actor: Actor, move: Move, *, here: Here, now: datetime
) -> Moved | Refusal:
    """Ask the presser in `here`; nothing moves yet. The answer comes back as a `reason` dialogue naming the move."""
    case = await open_case(session, incident_id, is_moving=False)
    if isinstance(case, Refusal):
        return case
    action = NEEDS[move]
    refused = may(actor, action, case.thing()) if action is not None else None
    if refused is None and state_after(case.incident.state, move) is None:
        refused = await first_was(session, case, why_not(case.incident.state, move), actor.language)
    if refused is None and move is Move.ASK_RETURN:
        refused = await may_not_return(session, case)
    if refused is None and move is Move.ASK_EXTENSION:
        refused = may_not_extend(case, now)
    if refused is None and move is Move.ASK_SUSPEND:
        refused = may_not_suspend(case)
    if refused is not None:
        return refused
    await ask_reason(session, case, actor, move, here, now=now)
    return moved(case.incident)
