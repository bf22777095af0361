"""A card on demand, in private, for whoever may see the incident."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.make_move import moved
from incidents.open_case import open_case
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal


async def show_card(session: AsyncSession, incident_id: int, actor: Actor, *, now: datetime) -> Moved | Refusal:
    """One private card per person and incident: a second wish brings the first one up to date and shows it anew below."""
    case = await open_case(session, incident_id, is_moving=False)
    if isinstance(case, Refusal):
        return case
    refused = may(actor, Action.SEE_INCIDENT, case.thing())
    if refused is not None:
        return refused
    is_reporter = actor.user_id in case.reporters and not actor.hats
    wish = Say(
        kind="incident_answer" if is_reporter else "incident_card",
        subject_id=incident_id,
        user_id=actor.user_id,
        viewer="reporter" if is_reporter else "worker",
        priority=Priority.ANSWER,
        key=f"shown:{incident_id}:{actor.user_id}:{int(now.timestamp())}",
    )
    await enqueue(session, [wish], now=now)
    await refresh(session, [wish.kind], incident_id)
    return moved(case.incident)
