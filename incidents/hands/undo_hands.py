"""撤销: a change of hands is taken back by the same person within 60 seconds, as long as nobody has acted since."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.hands.note_handover import DONE, NEWS
from incidents.lifecycle import UNDO_WITHIN, Move
from incidents.store import hands as store
from incidents.store import timeline as event_store
from incidents.undo_move import undo_move
from incidents.undoable import HARMLESS
from models.fieldwork import Handover
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.change_post import Turned, turn_back
from pyramid.people_of import person_today
from pyramid.policy import Policy
from pyramid.refusal import Refusal

WEIGHTY = [move.value for move in Move if move not in HARMLESS]


async def undo_hands(
    session: AsyncSession, handover_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Handover | Refusal:
    """Posts, matters, drafts and notes are where they were; everybody who was told is told again."""
    done = await store.handover(session, handover_id)
    if done is None or done.by_id != actor.user_id or actor.is_anonymous:
        return Refusal("refusal_hands.not_yours")
    if done.undone_at is not None or done.at + UNDO_WITHIN < now:
        return Refusal("refusal_hands.too_late")
    for incident_id in done.data["matters"]:
        last = await event_store.last_event(session, incident_id, WEIGHTY)
        if last is None or last.what != Move.HAND_OVER or last.at != done.at:
            return Refusal("refusal_hands.moved_on")
    turned = Turned(tuple(done.data["ended"]), tuple(done.data["begun"]), tuple(done.data["absences"]))
    await turn_back(session, turned, done.person_id, now=now)
    for incident_id in done.data["matters"]:
        await undo_move(session, incident_id, actor, policy=policy, now=now)
    former = await person_today(session, done.person_id) if done.person_id is not None else None
    if former is not None and former.user_id is not None:
        await store.give_drafts_back(session, done.data["drafts"], former.user_id)
        await store.give_notes(session, done.data["notes"], former.user_id)
    done.undone_at = now
    successor = await person_today(session, done.successor_id) if done.successor_id is not None else None
    users = {each.user_id for each in (former, successor) if each is not None and each.user_id is not None}
    says = [
        Say(NEWS, done.id, user_id=user, viewer="self", args={"is_undone": True}, priority=Priority.ANSWER)
        for user in sorted(users)
    ]
    await enqueue(session, says, now=now)
    await refresh(session, [DONE], done.id)
    return done
