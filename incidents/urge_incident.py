"""催一下: a reporter asks once a day that it go on; it is counted, told to whoever has it, and shown upward."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.store import timeline as event_store
from incidents.wishes import to_all
from outbox.enqueue import enqueue
from pyramid.actor import Actor
from pyramid.lookup import who_must_act
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from texts.wall_clock import on_the_wall


async def urge_incident(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Once per reporter and calendar day. No clock is touched."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    last = await event_store.last_event_of(session, incident_id, Move.URGE.value, actor.user_id)
    if last is not None and on_the_wall(last.at).date() == on_the_wall(now).date():
        return Refusal("refusal_incidents.urged_today", {"number": case.incident.number})
    done = await make_move(session, case, Move.URGE, actor, policy=policy, now=now)
    if isinstance(done, Moved):
        users = [case.incident.claimed_by]
        if case.incident.claimed_by is None:
            users = [holder.user_id for holder in (await who_must_act(session, case.owner.id))[1]]
        args = {"what": "urge", "n": 0, "until": ""}
        await enqueue(session, to_all(case, "nudge", viewer="worker", users=users, args=args), now=now)
    return done
