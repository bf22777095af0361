"""Once a week those above are told which of their cells seem deaf, and may name a successor there and then."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.store import cells as store
from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from pyramid.lookup import duty_holders
from pyramid.policy import Policy

CELLS = "deaf_cells"
SILENT_AFTER = timedelta(days=14)
SETTLED = timedelta(days=1)  # a cell that has just joined is still finding its people


async def watch_cells(session: AsyncSession, *, policy: Policy, now: datetime) -> int:
    """Write the lists that nobody has got this week; returns how many. It waits while staff are left in peace."""
    if policy.calendar.quiet_until(now, policy.quiet.staff) is not None:
        return 0
    year, week, _ = now.isocalendar()
    says: list[Say] = []
    for parent_id in sorted(
        {cell.parent_id for cell in await store.deaf_cells(session, now - SILENT_AFTER, now - SETTLED)}
    ):
        people = {holder.user_id for holder in await duty_holders(session, parent_id)}
        says += [
            Say(
                CELLS,
                parent_id,
                user_id=user_id,
                priority=Priority.PROMPT,
                key=f"{CELLS}:{parent_id}:{year}w{week}:u{user_id}",
            )
            for user_id in sorted(user_id for user_id in people if user_id is not None)
        ]
    return await enqueue(session, says, now=now)
