"""What the console asks: who was called to a matter, and how much each specialist has helped."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from duties.specialists import store


@dataclass(frozen=True, slots=True)
class Helped:
    """Of one post: how often called, how often they came, how many minutes they helped."""

    calls: int = 0
    answered: int = 0
    minutes: int = 0


async def helped_by(session: AsyncSession, post_ids: Collection[int]) -> dict[int, Helped]:
    """Post → its counts; posts that were never called are left out."""
    counts: dict[int, Helped] = {}
    for post_id, answered, ended in await store.times_of(session, post_ids):
        old = counts.get(post_id, Helped())
        length = (ended - answered).total_seconds() / 60 if answered is not None and ended is not None else 0
        counts[post_id] = Helped(old.calls + 1, old.answered + (answered is not None), old.minutes + round(length))
    return counts
