"""What the message of an hour tells one chat of: all that came up to a unit, without what this chat was told of alone."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.store import climbs as store

HOUR = timedelta(hours=1)


async def read_bundle(
    session: AsyncSession, unit_id: int, begins: datetime, where: Mapping[str, int]
) -> list[store.Climbed]:
    """Severest and most overdue first. `where`: the chat, as group_id or user_id."""
    came = await store.climbed_between(session, unit_id, begins, begins + HOUR)
    alone = await store.has_own_brief(session, [each.incident.id for each in came], where)
    return [each for each in came if each.incident.id not in alone]
