"""One step of one notice: hold → (its time, quiet hours) → canary → all groups → sent → hearing ladder → over."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import PROGRESS
from broadcasts.audience_count import audience_count, audience_of
from broadcasts.canary import Verdict, judge
from broadcasts.climb_hearing import climb_hearing
from broadcasts.fingerprint import is_same_size
from broadcasts.move import move, note
from broadcasts.plan import Plan, waits_for_nobody
from broadcasts.publish_notice import LOOK_AGAIN, publish_notice
from broadcasts.release_notice import quiet_until, release_notice
from broadcasts.repeat_notice import repeat_notice
from broadcasts.rights import thing_of
from broadcasts.store import copies, notices
from broadcasts.store.deaf import DEAF
from broadcasts.store.reminders import REMINDER
from broadcasts.tell_senders import tell_senders
from models.broadcasts import Notice
from models.kinds import NoticeState
from outbox.refresh import refresh
from outbox.withdraw import withdraw
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
        await _rest(session, notice, policy, now)
    elif before is NoticeState.STOPPED:
        await _end_if_over(session, notice, now)
    await refresh(session, [PROGRESS, DEAF], notice.id)
    return True


async def _leave(session: AsyncSession, notice: Notice, policy: Policy, now: datetime) -> None:
    """Rights are those of the moment: an author who lost the post sends nothing, however long ago it was approved."""
    author = await actor_of(session, notice.author_id)
    unit = await unit_of(session, notice.unit_id)
    is_vouched = Plan.read(notice.plan).is_vouched
    if not is_vouched and may(author, Action.PUBLISH, thing_of(notice, unit)) is not None:
        await _halt(session, notice, "role", now)
        return
    plan = Plan.read(notice.plan)
    if plan.terms.send_at is not None and plan.terms.send_at <= now and plan.needs_count:
        today = (await audience_count(session, audience_of(notice))).total
        if not is_same_size(notice.group_count, today):
            await _halt(session, notice, "audience", now)
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
    move(notice, NoticeState.SENT, at=now)
    notice.next_step_at = _next_of(notice)
    await repeat_notice(session, notice, now=now)


def _next_of(notice: Notice) -> datetime | None:
    """What comes first of a notice that stands in its chats: the next step of the ladder, or its end."""
    ladder = Plan.read(notice.plan).reminder_at(notice.finished_at) if notice.finished_at else None
    return min((moment for moment in (ladder, notice.expires_at) if moment is not None), default=None)


async def _rest(session: AsyncSession, notice: Notice, policy: Policy, now: datetime) -> None:
    """Its time is over, or somebody tapped, or the silent are to be reached."""
    if not await _end_if_over(session, notice, now):
        await _follow_up(session, notice, policy, now)


async def _end_if_over(session: AsyncSession, notice: Notice, now: datetime) -> bool:
    """True if the notice no longer holds: its copies are edited to say so."""
    if notice.expires_at is None or now < notice.expires_at:
        notice.next_step_at = notice.expires_at
        return False
    move(notice, NoticeState.EXPIRED, at=now)
    await withdraw(session, (REMINDER, DEAF), notice.id, "expired")
    await refresh(session, [copies.COPY], notice.id)
    return True


async def _follow_up(session: AsyncSession, notice: Notice, policy: Policy, now: datetime) -> None:
    """The next step of the hearing ladder; what it says of an ordinary notice is a prompt and does not disturb the night."""
    plan = Plan.read(notice.plan)
    due = plan.reminder_at(notice.finished_at or now)
    if due is None or due > now:
        notice.next_step_at = _next_of(notice)
        return
    if not waits_for_nobody(notice.kind):
        quiet = quiet_until(policy, await audience_count(session, audience_of(notice)), now)
        if quiet is not None:
            notice.next_step_at = quiet
            return
    await climb_hearing(session, notice, now=now)
    notice.next_step_at = _next_of(notice)
