"""A notice is taken back everywhere: young copies are deleted, old ones are edited, none goes out any more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import PROGRESS
from broadcasts.find_notice import find_notice
from broadcasts.move import move
from broadcasts.rights import may_handle, refuse_move
from broadcasts.stop_notice import UNSENT
from broadcasts.store import copies
from broadcasts.tell_senders import tell_senders
from models.kinds import NoticeState
from outbox.refresh import refresh
from outbox.withdraw import withdraw
from pyramid.actor import Actor
from pyramid.permissions import Action
from pyramid.refusal import Refusal

# Telegram deletes a bot's message for 48 hours; the last of them is kept for the way.
DELETABLE = timedelta(hours=47)


@dataclass(frozen=True, slots=True)
class Recalled:
    """`deleting` copies disappear, `editing` ones become 已撤回, `withdrawn` ones never left."""

    notice_id: int
    number: str
    deleting: int
    editing: int
    withdrawn: int


async def recall_notice(session: AsyncSession, notice_id: int, actor: Actor, *, now: datetime) -> Recalled | Refusal:
    """Recall a notice that has begun to go out; for its author, its approver and the command of the unit or above."""
    found = await find_notice(session, notice_id)
    if isinstance(found, Refusal):
        return found
    notice, unit = found
    refusal = may_handle(actor, Action.RECALL_NOTICE, notice, unit) or refuse_move(notice, NoticeState.RECALLED)
    if refusal is not None:
        return refusal
    move(notice, NoticeState.RECALLED, at=now, by=actor.user_id, halted=None)
    notice.finished_at = now
    withdrawn = await withdraw(session, UNSENT, notice.id, "recalled")
    since = session.info["machine_now"] - DELETABLE
    deleting = await copies.take_back(session, notice, since, now)
    old = await copies.sent_before(session, notice.id, since)
    if old:
        await refresh(session, [copies.COPY], notice.id)
    await refresh(session, [PROGRESS], notice.id)
    await tell_senders(session, notice, "recalled", but=actor.user_id, now=now)
    return Recalled(notice.id, notice.number, deleting, old, withdrawn)
