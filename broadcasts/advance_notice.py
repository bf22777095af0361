"""One step of one notice: hold → (quiet hours) → canary → all groups → sent → reminder."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import PROGRESS
from broadcasts.canary import Verdict, judge
from broadcasts.move import move, note
from broadcasts.plan import Plan
from broadcasts.publish_notice import LOOK_AGAIN, publish_notice
from broadcasts.release_notice import quiet_until, release_notice
from broadcasts.remind_unconfirmed import remind_silent
from broadcasts.rights import thing_of
from broadcasts.store import copies, notices
from broadcasts.tell_senders import tell_senders
from models.broadcasts import Notice
from models.kinds import NoticeState
from outbox.refresh import refresh
from pyramid.lookup import actor_of, unit_of
from pyramid.permissions import Action, may
from pyramid.policy import Policy


async def advance_notice(session: AsyncSession, notice_id: int, *, policy: Policy, now: datetime) -> bool:
    """Take the step that is due, if it still is; True if it was."""
    notice = await notices.notice_to_move(session, notice_id)
    if notice is None or notice.next_step_at is None or notice.next_step_at > now:
        return False
    before = notice.state
    notice.next_step_at = None
    if before in (NoticeState.HELD, NoticeState.WAITING):
        await _leave(session, notice, policy, now)
    elif before is NoticeState.CANARY:
        await _judge(session, notice, now)
    elif before is NoticeState.SENDING:
        await _count(session, notice, now)
    elif before is NoticeState.SENT:
        await _follow_up(session, notice, policy, now)
    await refresh(session, [PROGRESS], notice.id)
    return True


async def _leave(session: AsyncSession, notice: Notice, policy: Policy, now: datetime) -> None:
    """Rights are those of the moment: an author who lost the post sends nothing, however long ago it was approved."""
    author = await actor_of(session, notice.author_id)
    unit = await unit_of(session, notice.unit_id)
    is_vouched = Plan.read(notice.plan).is_vouched
    if not is_vouched and may(author, Action.PUBLISH, thing_of(notice, unit)) is not None:
        await _halt(session, notice, "role", now)
        return
    await release_notice(session, notice, policy=policy, now=now)


async def _judge(session: AsyncSession, notice: Notice, now: datetime) -> None:
    verdict = judge(await copies.outcomes(session, notice.id))
    if verdict is Verdict.WAIT:
        notice.next_step_at = now + LOOK_AGAIN
    elif verdict is Verdict.HALT:
        await _halt(session, notice, "canary", now)
    else:
        notice.canary_ended_at = now
        await publish_notice(session, notice, now=now)


async def _halt(session: AsyncSession, notice: Notice, why: str, now: datetime) -> None:
    """Nothing goes on by itself: a person looks, and lets it go on or stops it."""
    is_canary = why == "canary"
    state = NoticeState.HELD
    if notice.state is state:
        note(notice, f"halted_{why}", at=now, halted=why)
    else:
        move(notice, state, at=now, what=f"halted_{why}", halted=why, is_canary_over=is_canary)
    await tell_senders(session, notice, f"halted_{why}", now=now)


async def _count(session: AsyncSession, notice: Notice, now: datetime) -> None:
    outcomes = await copies.outcomes(session, notice.id)
    if outcomes.waiting:
        notice.next_step_at = now + LOOK_AGAIN
        return
    notice.finished_at = now
    move(notice, NoticeState.SENT, at=now, next_step_at=Plan.read(notice.plan).reminder_at(now))


async def _follow_up(session: AsyncSession, notice: Notice, policy: Policy, now: datetime) -> None:
    """Somebody tapped, or the silent are to be reminded; a reminder is a prompt and does not disturb the night."""
    plan = Plan.read(notice.plan)
    due = plan.reminder_at(notice.finished_at or now)
    if due is None or due > now:
        notice.next_step_at = due
        return
    unit = await unit_of(session, notice.unit_id)
    quiet = quiet_until(policy, await notices.counts_below(session, unit.path), now)
    if quiet is not None:
        notice.next_step_at = quiet
        return
    await remind_silent(session, notice, now=now, reminders=plan.reminders + 1)
    notice.next_step_at = Plan.read(notice.plan).reminder_at(notice.finished_at or now)
