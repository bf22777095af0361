"""A second person says no: the notice ends here."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import PROGRESS
from broadcasts.approve_notice import Decided, refuse_decision
from broadcasts.ask_approvers import REQUEST
from broadcasts.find_notice import find_notice
from broadcasts.move import move
from models.kinds import NoticeState
from outbox.refresh import refresh
from pyramid.actor import Actor
from pyramid.refusal import Refusal


async def refuse_notice(session: AsyncSession, notice_id: int, actor: Actor, *, now: datetime) -> Decided | Refusal:
    """Refuse consent; whoever may consent may refuse it."""
    found = await find_notice(session, notice_id)
    if isinstance(found, Refusal):
        return found
    notice, unit = found
    refusal = refuse_decision(notice, unit, actor)
    if refusal is not None:
        return refusal
    move(notice, NoticeState.REFUSED, at=now, by=actor.user_id)
    notice.approver_id = actor.user_id
    notice.finished_at = now
    await refresh(session, [REQUEST, PROGRESS], notice.id)
    return Decided(notice.id, notice.number, notice.state)
