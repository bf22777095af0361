"""满意率: how many of those who answered are content, always with both numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import opinions

CONTENT_FROM = 4  # of five points
DAYS = 30  # what digests and the console look back upon


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """`satisfied` of `answered` people are content; `closed` incidents were asked about."""

    satisfied: int
    answered: int
    closed: int

    @property
    def percent(self) -> int | None:
        """Rounded; None while nobody has answered."""
        return round(100 * self.satisfied / self.answered) if self.answered else None


async def satisfaction(session: AsyncSession, paths: Sequence[str], *, since: datetime) -> Satisfaction:
    """Of incidents owned at or below `paths` and closed since then. Each person's last answer counts, once per incident.

    Content is who said 已解决, or gave four or five points; a low score or 没解决 outweighs the other.
    """
    closed = await opinions.closed_count(session, paths, since)
    satisfied, answered = await opinions.last_answers(session, paths, since, CONTENT_FROM)
    return Satisfaction(satisfied, answered, closed)
