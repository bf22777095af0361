"""附件: pictures before and after, voices and files, in the private chat of whoever asks and may see the matter."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.make_move import moved
from incidents.open_case import open_case
from incidents.store import reports as report_store
from models.kinds import Priority, Sensitivity
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal

MOST_OTHERS = 5


async def show_photos(session: AsyncSession, incident_id: int, actor: Actor, *, now: datetime) -> Moved | Refusal:
    """Up to ten pictures as one album, and the newest others one by one for those who may read the details.

    Refused to who may not see the matter, or has not pressed Start.
    """
    case = await open_case(session, incident_id, is_moving=False)
    if isinstance(case, Refusal):
        return case
    needed = Action.SEE_INCIDENT if case.incident.sensitivity is Sensitivity.S0 else Action.SEE_DETAIL
    refused = may(actor, needed, case.thing())
    if refused is not None:
        return refused
    files = await report_store.media(session, incident_id)
    others = [each.id for each in files if each.kind != "photo"] if _reads_all(actor, case) else []
    says = [_wish("incident_file", incident_id, actor, now, media=each) for each in others[-MOST_OTHERS:]]
    if not others or len(others) < len(files):
        says = [_wish("incident_photos", incident_id, actor, now), *says]
    if not await enqueue(session, says, now=now):
        return Refusal("card.start_first")
    return moved(case.incident)


def _reads_all(actor: Actor, case: Case) -> bool:
    """A voice cannot be masked."""
    return may(actor, Action.SEE_DETAIL, case.thing()) is None


def _wish(kind: str, incident_id: int, actor: Actor, now: datetime, **args: int) -> Say:
    once = "".join(f":{value}" for value in args.values())
    return Say(
        kind=kind,
        subject_id=incident_id,
        user_id=actor.user_id,
        viewer="worker",
        args=args,
        priority=Priority.ANSWER,
        key=f"{kind}:{incident_id}:{actor.user_id}:{int(now.timestamp())}{once}",
    )
