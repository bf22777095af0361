"""The fan-out: one row of the outbox for every group that has none of this notice yet, written by one statement."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience_count import audience_of
from broadcasts.move import move
from broadcasts.plan import Plan
from broadcasts.store import copies, notices
from broadcasts.store.deaf import DEAF
from broadcasts.store.reminders import REMINDER
from models.broadcasts import Notice
from models.kinds import NoticeState
from outbox.refresh import refresh
from outbox.withdraw import withdraw
from pyramid.lookup import unit_of

LOOK_AGAIN = timedelta(seconds=3)  # while copies are on their way the timetable counts them this often


async def publish_notice(
    session: AsyncSession,
    notice: Notice,
    *,
    now: datetime,
    by: int | None = None,
    what: str = "sending",
) -> int:
    """Write the copies of the whole audience and move to `sending`; returns how many were new.

    A group that got its copy in the canary keeps that one. A chat that the bot was put out of gets a parked copy.
    """
    unit = await unit_of(session, notice.unit_id)
    written = await copies.fan_out(session, notice, audience_of(notice), unit.path, now)
    released_at = Plan.read(notice.plan).released_at or now.isoformat()
    notice.fanned_out_at = now
    move(
        notice, NoticeState.SENDING, at=now, by=by, what=what, next_step_at=now + LOOK_AGAIN,
        released_at=released_at, halted=None,
    )  # fmt: skip
    await _mark_corrected(session, notice)
    return written


async def _mark_corrected(session: AsyncSession, notice: Notice) -> None:
    """What this one puts right says so in every chat, and nobody is reminded of it any more."""
    wrong_id = Plan.read(notice.plan).corrects
    wrong = await notices.notice_to_move(session, wrong_id) if wrong_id else None
    if wrong is not None:
        plan = Plan.read(wrong.plan)
        wrong.plan = {**wrong.plan, "corrected_by": notice.number, "reminders": len(plan.remind_after)}
        await withdraw(session, (REMINDER, DEAF), wrong.id, "corrected")
        await refresh(session, [copies.COPY, copies.PROGRESS], wrong.id)
