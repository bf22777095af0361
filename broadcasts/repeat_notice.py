"""A notice that comes round has gone out: its next turn is written down, with a number of its own and the same consent."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.accept_notice import watch
from broadcasts.audience_count import audience_of
from broadcasts.fingerprint import fingerprint
from broadcasts.move import move
from broadcasts.plan import Plan
from broadcasts.store import notices
from broadcasts.terms import next_turn
from models.broadcasts import Notice
from models.kinds import NoticeRepeat, NoticeState


async def repeat_notice(session: AsyncSession, notice: Notice, *, now: datetime) -> Notice | None:
    """The next turn, waiting for its time; None if the notice goes only once.

    Whoever stops the waiting turn ends the series. Rights, and the number of groups agreed to, are looked at when it fires.
    """
    plan = Plan.read(notice.plan)
    if plan.terms.repeat is NoticeRepeat.ONCE:
        return None
    turn = next_turn(plan.terms.send_at or notice.created_at, plan.terms.repeat, plan.zone)
    while turn is not None and turn <= now:
        turn = next_turn(turn, plan.terms.repeat, plan.zone)
    if turn is None:
        return None
    terms = replace(plan.terms, send_at=turn)
    fresh = replace(
        plan, send_at=turn.isoformat(), history=(), released_at=None, is_canary_over=False, reminders=0, corrected_by=""
    )  # fmt: skip
    following = Notice(
        number=await notices.next_number(session, notice.number.rpartition("-N")[0]),
        kind=notice.kind,
        unit_id=notice.unit_id,
        author_id=notice.author_id,
        approver_id=notice.approver_id,
        words=notice.words,
        media=notice.media,
        state=NoticeState.DRAFT,
        version=1,
        fingerprint=fingerprint(
            words=notice.words,
            audience=audience_of(notice),
            media=notice.media,
            kind=notice.kind,
            level=plan.level,
            terms=terms,
        ),
        group_count=notice.group_count,
        source=notice.source,
        created_at=now,
        plan=fresh.as_json(),
    )
    await notices.keep(session, following)
    move(following, NoticeState.HELD, at=now, what="next_turn", next_step_at=now)
    for user_id in {notice.author_id, notice.approver_id} - {None}:
        if user_id is not None:
            await watch(session, following, user_id, now=now)
    return following
