"""我来帮: somebody answers 求援; whoever has it hears who comes, and it stays theirs."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move, role_in
from incidents.open_case import open_case
from incidents.store import timeline as event_store
from incidents.tell_worker import tell_worker
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def lend_hand(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Noted for everybody to see; a second tap of the same person changes nothing."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    if await _helps_already(session, incident_id, actor.user_id):
        return Refusal("refusal_incidents.helping", {"number": case.incident.number})
    done = await make_move(session, case, Move.LEND, actor, policy=policy, now=now)
    if isinstance(done, Moved):
        role = role_in(actor, case)
        await tell_worker(
            session, case, case.incident.claimed_by, Move.LEND, by=role.value if role is not None else "", now=now
        )
    return done


async def _helps_already(session: AsyncSession, incident_id: int, user_id: int) -> bool:
    """Whether this person said so since help was last asked, and did not take it back."""
    mine = await event_store.last_event_of(session, incident_id, Move.LEND, user_id)
    asked = await event_store.last_event(session, incident_id, [Move.ASK_HELP])
    undone = await event_store.last_event_of(session, incident_id, Move.UNDO, user_id)
    return mine is not None and (asked is None or asked.seq < mine.seq) and (undone is None or undone.seq < mine.seq)
