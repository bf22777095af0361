"""求援: whoever has it asks the colleagues of the unit and the unit above to lend a hand; it stays theirs."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.store import chats as chat_store
from incidents.wishes import to_all
from models.kinds import Sensitivity
from outbox.enqueue import enqueue
from pyramid.actor import Actor
from pyramid.lookup import ancestors, duty_holders
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def ask_help(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime, reason: str = ""
) -> Moved | Refusal:
    """A message to the owner's group, the group above, and the duty holders of both; of a restricted matter only to its circle."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    done = await make_move(session, case, Move.ASK_HELP, actor, policy=policy, now=now, reason=reason)
    if isinstance(done, Refusal):
        return done
    units = [case.owner, *(await ancestors(session, case.owner.id))[:1]]
    users = {holder.user_id for unit in units for holder in await duty_holders(session, unit.id)} - {actor.user_id}
    groups: list[int] = []
    if case.incident.sensitivity is Sensitivity.S2:
        users &= {*case.incident.plan.get("named", ())}
    else:
        groups = list((await chat_store.groups_of(session, [unit.id for unit in units])).values())
    await enqueue(session, to_all(case, "help_request", viewer="helper", groups=groups, users=users), now=now)
    return done
