"""STOP: what has not left stays here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import PROGRESS
from broadcasts.ask_approvers import REQUEST
from broadcasts.find_notice import find_notice
from broadcasts.move import move
from broadcasts.rights import may_handle, refuse_move
from broadcasts.store import copies
from broadcasts.store.deaf import DEAF
from broadcasts.store.reminders import REMINDER
from broadcasts.tell_senders import tell_senders
from models.kinds import NoticeState
from outbox.refresh import refresh
from outbox.withdraw import withdraw
from pyramid.actor import Actor
from pyramid.permissions import Action
from pyramid.refusal import Refusal

UNSENT = (copies.COPY, REMINDER, DEAF)


@dataclass(frozen=True, slots=True)
class Stopped:
    """`sent` groups have it already, `withdrawn` copies never left."""

    notice_id: int
    number: str
    sent: int
    withdrawn: int


async def stop_notice(session: AsyncSession, notice_id: int, actor: Actor, *, now: datetime) -> Stopped | Refusal:
    """Stop a notice before or during its way; for its author, its approver and the command of the unit or above.

    What is on the wire at this moment still arrives; every other row is dropped here, and a composer asks once more.
    """
    found = await find_notice(session, notice_id)
    if isinstance(found, Refusal):
        return found
    notice, unit = found
    refusal = may_handle(actor, Action.STOP_NOTICE, notice, unit) or refuse_move(notice, NoticeState.STOPPED)
    if refusal is not None:
        return refusal
    move(notice, NoticeState.STOPPED, at=now, by=actor.user_id, halted=None)
    notice.finished_at = now
    notice.next_step_at = notice.expires_at
    withdrawn = await withdraw(session, UNSENT, notice.id, "stopped")
    await refresh(session, [REQUEST, PROGRESS], notice.id)
    await tell_senders(session, notice, "stopped", but=actor.user_id, now=now)
    return Stopped(notice.id, notice.number, (await copies.outcomes(session, notice.id)).sent, withdrawn)
