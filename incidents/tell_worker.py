"""Whoever has, or had, the work hears in private what was decided about it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.lifecycle import Move
from incidents.wishes import to_all
from outbox.enqueue import enqueue


async def tell_worker(
    session: AsyncSession, case: Case, user_id: int | None, what: Move, *, now: datetime, by: str = ""
) -> int:
    """One message: the check failed, a request was decided, it was given to them. Returns 1 if they can be reached.

    `by` is the role of who did it, where the words name it.
    """
    args = {"what": what.value, "version": case.incident.version, **({"by": by} if by else {})}
    return await enqueue(session, to_all(case, "worker_news", viewer="worker", users=[user_id], args=args), now=now)
