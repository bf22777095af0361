"""报到 and 到场: whoever was called by a ladder checks in, and comes. The first one counts; the others see it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.calls import with_answer
from incidents.case import Moved
from incidents.lifecycle import NEEDS, Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from pyramid.actor import Actor
from pyramid.permissions import may
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def answer_call(
    session: AsyncSession, incident_id: int, actor: Actor, *, is_there: bool, policy: Policy, now: datetime
) -> Moved | Refusal:
    """The rungs that watch for it are climbed no more. To come is to check in as well; a second press changes nothing."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    move = Move.TURN_UP if is_there else Move.CHECK_IN
    needed = NEEDS[move]
    refused = may(actor, needed, case.thing()) if needed is not None else None
    if refused is not None:
        return refused
    plan = with_answer(case.incident.plan, actor.user_id, now, is_there=is_there)
    if plan is None:
        return Refusal("refusal_calls.answered", {"number": case.incident.number})
    return await make_move(session, case, move, actor, policy=policy, now=now, values={"plan": plan})
