"""How far a notice has come and who has heard it: for the live card, the console and the waiting command line."""

import math
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience_count import audience_of
from broadcasts.lifecycle import OUT
from broadcasts.plan import Plan
from broadcasts.poll import poll_of
from broadcasts.receipts import Progress, tabulate
from broadcasts.store import deaf, notices, votes
from broadcasts.store import receipts as store
from models.broadcasts import Notice
from models.kinds import NoticeKind, NoticeState
from pyramid.lookup import unit_of

NAMES = 12  # so many silent units are named
AT_REST = OUT - {NoticeState.CANARY, NoticeState.SENDING}  # counting every unit costs too much while copies fly
SHARES = (50, 90, 99)  # in a hundred units
TIMED_KINDS = frozenset({NoticeKind.DRILL, NoticeKind.EMERGENCY})


async def notice_progress(session: AsyncSession, notice_id: int, *, under: int | None = None) -> Progress | None:
    """The receipt table of a notice, or of the part below the unit `under`; None if there is no such notice.

    Before the fan-out the whole is the number of groups that the notice was submitted for.
    """
    notice = await notices.notice_by_id(session, notice_id)
    if notice is None:
        return None
    root = await unit_of(session, notice.unit_id if under is None else under)
    children = await store.children_of(session, root.id)
    whole, by_tier, by_unit = tabulate(await store.cells(session, notice_id, root), root.name, children)
    if under is None and notice.fanned_out_at is None:
        whole = replace(whole, total=notice.group_count)
    silent = await store.silent_units(session, notice_id, root.path, NAMES) if whole.silent else []
    return Progress(
        notice_id=notice_id,
        number=notice.number,
        state=notice.state,
        halted=Plan.read(notice.plan).halted,
        whole=whole,
        by_tier=by_tier,
        by_unit=by_unit,
        silent_units=tuple(silent),
        reached=await _reached(session, notice, root.path) if notice.state in AT_REST and under is None else None,
        minutes=await _minutes(session, notice, whole.sent) if notice.kind in TIMED_KINDS else (),
        answers=await _answers(session, notice),
    )


async def _reached(session: AsyncSession, notice: Notice, path: str) -> tuple[int, int]:
    return await deaf.reach(session, notice.id, audience_of(notice), path)


async def _minutes(session: AsyncSession, notice: Notice, sent: int) -> tuple[tuple[int, int | None], ...]:
    """How fast it was heard, from the first copy; nothing before that."""
    released_at = Plan.read(notice.plan).released_at
    if released_at is None or not sent:
        return ()
    start = datetime.fromisoformat(released_at)
    found: list[tuple[int, int | None]] = []
    for share in SHARES:
        at = await store.heard_at(session, notice.id, math.ceil(sent * share / 100))
        found.append((share, None if at is None else math.ceil((at - start).total_seconds() / 60)))
    return tuple(found)


async def _answers(session: AsyncSession, notice: Notice) -> tuple[tuple[str, int], ...]:
    words = poll_of(notice.media)
    voices = await votes.tally(session, notice.id) if words else {}
    return tuple((word, voices.get(place, 0)) for place, word in enumerate(words))
