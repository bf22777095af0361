"""Wrong codes are counted; five lock the chat and the person for a while."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from pyramid.refusal import Refusal
from pyramid.store import codes as store

MOST_TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


async def refuse_locked(session: AsyncSession, who: Collection[str], *, now: datetime) -> Refusal | None:
    """A refusal while one of them ("chat:-100…", "user:…") is locked, whatever they type."""
    until = await store.locked_until(session, who, now)
    return None if until is None else Refusal("refusal_pyramid.locked", {"minutes": _minutes(until - now)})


async def after_wrong_try(session: AsyncSession, who: Collection[str], reason: str, *, now: datetime) -> Refusal:
    """Count it against all of them; the fifth locks. `reason` is a key of [refusal_pyramid] with the blank {left}."""
    left = await store.count_wrong_try(session, who, MOST_TRIES, now + LOCKED_FOR)
    if left <= 0:
        return Refusal("refusal_pyramid.locked", {"minutes": _minutes(LOCKED_FOR)})
    return Refusal(f"refusal_pyramid.{reason}", {"left": left})


def _minutes(span: timedelta) -> int:
    """Whole minutes, at least one."""
    return max(1, -int(-span.total_seconds() // 60))
