"""Whether it may wait until the day that was asked for; the reporter hears it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.nudges import PUT_OFF
from incidents.open_case import open_case
from incidents.tell_reporters import tell_reporters
from incidents.tell_worker import tell_worker
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def decide_suspension(
    session: AsyncSession, incident_id: int, actor: Actor, *, is_agreed: bool, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Agreed: all clocks stand still until that day, when it comes back by itself."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    plan = dict(case.incident.plan)
    asked = plan.pop(PUT_OFF, {})
    move = Move.AGREE_SUSPEND if is_agreed else Move.REFUSE_SUSPEND
    if is_agreed:
        plan[PUT_OFF] = {**asked, "from": now.isoformat()}
    done = await make_move(session, case, move, actor, policy=policy, now=now, values={"plan": plan})
    if isinstance(done, Moved):
        await tell_worker(session, case, case.incident.claimed_by, move, now=now)
        if is_agreed:
            await tell_reporters(session, case, "put_off", now=now)
    return done
