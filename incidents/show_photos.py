"""照片: before and after, in the private chat of whoever asks and may see the matter."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Moved
from incidents.make_move import moved
from incidents.open_case import open_case
from models.kinds import Priority, Sensitivity
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal


async def show_photos(session: AsyncSession, incident_id: int, actor: Actor, *, now: datetime) -> Moved | Refusal:
    """Up to ten pictures as one album; refused to who may not see the matter, or has not pressed Start."""
    case = await open_case(session, incident_id, is_moving=False)
    if isinstance(case, Refusal):
        return case
    needed = Action.SEE_INCIDENT if case.incident.sensitivity is Sensitivity.S0 else Action.SEE_DETAIL
    refused = may(actor, needed, case.thing())
    if refused is not None:
        return refused
    wish = Say(
        kind="incident_photos",
        subject_id=incident_id,
        user_id=actor.user_id,
        viewer="worker",
        priority=Priority.ANSWER,
        key=f"incident_photos:{incident_id}:{actor.user_id}:{int(now.timestamp())}",
    )
    if not await enqueue(session, [wish], now=now):
        return Refusal("card.start_first")
    return moved(case.incident)
