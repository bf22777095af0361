"""A notice has all the consent it needs: it is held for a moment in which it can be stopped; an emergency leaves at once."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.move import move
from broadcasts.plan import Plan, waits_for_nobody
from broadcasts.publish_notice import publish_notice
from broadcasts.store import copies
from models.broadcasts import Notice
from models.kinds import NoticeState, Priority
from outbox.enqueue import Say, enqueue

PROGRESS = copies.PROGRESS


async def accept_notice(
    session: AsyncSession,
    notice: Notice,
    *,
    approver_id: int | None,
    by: int | None,
    now: datetime,
    what: str = "",
) -> None:
    """Start the hold, or the fan-out of an emergency. `by` None: an operator on the command line."""
    notice.approver_id = approver_id
    if approver_id is not None:
        await watch(session, notice, approver_id, now=now)
    what = what or ("accepted" if approver_id is None else "approved")
    if waits_for_nobody(notice.kind):
        if (valid_for := Plan.read(notice.plan).terms.valid_for) is not None:
            notice.expires_at = now + valid_for
        await publish_notice(session, notice, by=by, what=what, now=now)
    else:
        ends = now + timedelta(seconds=Plan.read(notice.plan).hold)
        move(notice, NoticeState.HELD, at=now, by=by, what=what, next_step_at=ends, is_operator=by is None)


async def watch(session: AsyncSession, notice: Notice, user_id: int, *, now: datetime) -> None:
    """Give somebody the live card of this notice, once, if a bot may write to them."""
    key = f"{PROGRESS}:{notice.id}:u{user_id}"
    say = Say(kind=PROGRESS, subject_id=notice.id, user_id=user_id, priority=Priority.ANSWER, key=key)
    await enqueue(session, [say], now=now)
