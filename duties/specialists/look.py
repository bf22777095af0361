"""What the console asks: who was called to a matter, and how much each specialist has done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.specialists import store
from duties.specialists.who_covers import SPECIALISTS
from models.kinds import IncidentState

DISPUTES = "dispute."
NOT_SOLVED = frozenset({"", "explained", "merged"})


@dataclass(frozen=True, slots=True)
class Helped:
    """Of one post: how often called, how often they came, how many minutes they helped."""

    calls: int = 0
    answered: int = 0
    minutes: int = 0


@dataclass(slots=True)
class Columns:
    """The five columns of specialists' work. A dispute is joined by coming to it or by mediating it, and counts once."""

    visits: int = 0
    advice: int = 0
    joined: int = 0
    solved: int = 0
    lectures: int = 0

    def as_row(self) -> tuple[int, int, int, int, int]:
        """In the order in which they are read."""
        return self.visits, self.advice, self.joined, self.solved, self.lectures


async def experts_below(session: AsyncSession, path: str, limit: int) -> list[store.Expert]:
    """Everybody who can be called, at and below a unit."""
    return await store.experts_below(session, path, SPECIALISTS, limit)


async def helped_by(session: AsyncSession, post_ids: Collection[int]) -> dict[int, Helped]:
    """Post → its counts; posts that were never called are left out."""
    counts: dict[int, Helped] = {}
    for post_id, answered, ended in await store.times_of(session, post_ids):
        old = counts.get(post_id, Helped())
        length = (ended - answered).total_seconds() / 60 if answered is not None and ended is not None else 0
        counts[post_id] = Helped(old.calls + 1, old.answered + (answered is not None), old.minutes + round(length))
    return counts


async def columns_of(session: AsyncSession, post_ids: Collection[int], *, since: datetime) -> dict[int, Columns]:
    """Post → its five columns since a moment; every post has a row, be it of zeros."""
    made = {post_id: Columns() for post_id in post_ids}
    for post_id, what, count in await store.deeds_of(session, post_ids, since):
        _add(made[post_id], what, count)
    for post_id, how, count in await store.ways_of(session, post_ids, since):
        _add(made[post_id], how, count)
    joined = {*await store.disputes_come_to(session, post_ids, since, f"{DISPUTES}%")}
    joined |= set(await store.disputes_mediated(session, post_ids, since))
    for post_id, _, state, reason in joined:
        made[post_id].joined += 1
        made[post_id].solved += state is IncidentState.CLOSED and reason not in NOT_SOLVED
    return made


def _add(columns: Columns, what: str, count: int) -> None:
    if what == "visit":
        columns.visits += count
    elif what == "advice":
        columns.advice += count
    elif what == "lecture":
        columns.lectures += count
