"""How far a notice has come and who has heard it: for the live card, the console and the waiting command line."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.plan import Plan
from broadcasts.receipts import Progress, tabulate
from broadcasts.store import notices
from broadcasts.store import receipts as store
from pyramid.lookup import unit_of

NAMES = 12  # so many silent units are named


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
    )
