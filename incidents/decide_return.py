"""Whether a return is agreed to: then it is open for others, else whoever had it has it again."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_ruling import RETURNS, ask_ruling
from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.note_step import note_step
from incidents.open_case import open_case
from incidents.store import timeline as event_store
from incidents.tell_worker import tell_worker
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def decide_return(
    session: AsyncSession,
    incident_id: int,
    actor: Actor,
    *,
    is_agreed: bool,
    policy: Policy,
    now: datetime,
    reason: str = "",
) -> Moved | Refusal:
    """Nobody decides their own request. To send it to another grid or person use reassign_incident.

    After the second return somebody above must rule whose work it is: no third round begins.
    """
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    asked = await event_store.last_event(session, incident_id, (Move.ASK_RETURN.value,))
    if asked is not None and asked.actor_id == actor.user_id:
        return Refusal("refusal_pyramid.own_request")
    values: dict[str, object] = {}
    if is_agreed:
        values["returns"] = case.incident.returns + 1
    elif asked is not None:
        values |= {"claimed_by": asked.actor_id, "claimed_at": asked.at}
    move = Move.AGREE_RETURN if is_agreed else Move.REFUSE_RETURN
    done = await make_move(session, case, move, actor, policy=policy, now=now, values=values, reason=reason)
    if isinstance(done, Moved) and asked is not None:
        await tell_worker(session, case, asked.actor_id, move, now=now)
        if is_agreed and case.incident.returns >= RETURNS:
            await ask_ruling(session, case, now=now)
            await note_step(session, case, policy=policy)
    return done
