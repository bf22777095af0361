"""Who has not heard is reached step by step: a private nudge, then the substitutes, then those above see who is deaf."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.move import note
from broadcasts.plan import Plan
from broadcasts.remind_unconfirmed import remind_silent
from broadcasts.store import deaf
from broadcasts.store import reminders as store
from models.broadcasts import Notice

NUDGE, SUBSTITUTES = 0, 1  # steps of the ladder; what comes after them is the list for those above


async def climb_hearing(session: AsyncSession, notice: Notice, *, now: datetime) -> int:
    """Take the next step of a locked notice's ladder; returns how many messages it wrote. Nobody is reminded twice an hour."""
    plan = Plan.read(notice.plan)
    done = plan.reminders + 1
    if plan.reminders == NUDGE:
        reminded = await remind_silent(session, notice, now=now, reminders=done)
        return reminded.people + reminded.groups
    if plan.reminders == SUBSTITUTES:
        what = "substitutes"
        written = await store.remind_substitutes(session, notice, now)
        notice.reminded_at = now if written else notice.reminded_at
    else:
        what = "parents_told"
        written = await deaf.tell_parents(session, notice, now)
    if written:
        note(notice, what, at=now, reminders=done)
    else:
        notice.plan = {**notice.plan, "reminders": done}
    return written
