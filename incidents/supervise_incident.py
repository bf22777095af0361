"""督办: somebody above watches it from now on and says so to whoever must act."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move, role_in
from incidents.open_case import open_case
from incidents.store import chats as chat_store
from incidents.wishes import to_all
from models.kinds import Sensitivity
from outbox.enqueue import enqueue
from pyramid.actor import Actor
from pyramid.lookup import duty_holders
from pyramid.policy import Policy
from pyramid.refusal import Refusal


async def supervise_incident(
    session: AsyncSession, incident_id: int, actor: Actor, *, policy: Policy, now: datetime, reason: str = ""
) -> Moved | Refusal:
    """A message to the owner's group and to whoever has it, or while nobody has it to all on duty there."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    done = await make_move(session, case, Move.SUPERVISE, actor, policy=policy, now=now, reason=reason)
    if isinstance(done, Refusal):
        return done
    incident, role = case.incident, role_in(actor, case)
    is_restricted = incident.sensitivity is Sensitivity.S2
    groups = {} if is_restricted else await chat_store.groups_of(session, [case.owner.id])
    users = [incident.claimed_by]
    if incident.claimed_by is None:
        users = [holder.user_id for holder in await duty_holders(session, case.owner.id)]
    says = to_all(
        case,
        "supervision",
        viewer="worker",
        groups=groups.values(),
        users=users,
        args={"role": role.value if role else "", "version": incident.version},
    )
    await enqueue(session, says, now=now)
    return done
