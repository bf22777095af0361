"""A held notice may go: it waits for its time and for the end of quiet hours, tries the canary first, or leaves for all groups."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience import Counts
from broadcasts.audience_count import audience_count, audience_of
from broadcasts.move import move
from broadcasts.plan import Plan, is_loud
from broadcasts.publish_notice import publish_notice
from broadcasts.store import copies
from models.broadcasts import Notice
from models.kinds import NoticeState
from pyramid.lookup import unit_of
from pyramid.policy import Policy


async def release_notice(
    session: AsyncSession,
    notice: Notice,
    *,
    policy: Policy,
    now: datetime,
    by: int | None = None,
) -> None:
    """Take a `held` or `waiting` notice one step on; `by` is the person who let it go on, if it was not the timetable."""
    plan = Plan.read(notice.plan)
    wanted = plan.terms.send_at
    if wanted is not None and now < wanted:
        if notice.state is NoticeState.WAITING:
            notice.next_step_at = wanted
        else:
            move(notice, NoticeState.WAITING, at=now, by=by, what="scheduled", next_step_at=wanted, halted=None)
        return
    unit = await unit_of(session, notice.unit_id)
    counts = await audience_count(session, audience_of(notice))
    quiet = None if is_loud(notice.kind, plan.level) else quiet_until(policy, counts, now)
    if quiet is not None and plan.corrects:  # what is wrong stands there already: it is put right now, without a sound
        notice.plan = {**notice.plan, "is_silent": True}
    elif quiet is not None:
        if notice.state is NoticeState.WAITING:
            notice.next_step_at = quiet
        else:
            move(notice, NoticeState.WAITING, at=now, by=by, next_step_at=quiet, halted=None)
        return
    if plan.terms.valid_for is not None and notice.expires_at is None:
        notice.expires_at = now + plan.terms.valid_for
    reachable = counts.total - counts.away
    if plan.is_canary_over or plan.canary <= 0 or reachable <= plan.canary:
        await publish_notice(session, notice, by=by, now=now)
        return
    await copies.fan_out_canary(session, notice, audience_of(notice), unit.path, wanted=plan.canary, now=now)
    ends = now + timedelta(seconds=plan.canary_wait)
    move(
        notice, NoticeState.CANARY, at=now, by=by, next_step_at=ends, released_at=now.isoformat(), halted=None
    )  # fmt: skip


def quiet_until(policy: Policy, counts: Counts, now: datetime) -> datetime | None:
    """When the quiet of everybody in this audience has ended; None if nobody has any now."""
    windows = (*(policy.quiet.residents * counts.has_residents), *(policy.quiet.staff * counts.has_staff))
    return policy.calendar.quiet_until(now, windows)
