"""Before a batch: what was ruled for its places, who follows them, what was filed already, and where matters are talked of."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import ground
from incidents.talks import TALKED_OF_WITHIN


async def bring_ground(
    session: AsyncSession, unit_ids: Collection[int], messages: Collection[tuple[int, int, int]], *, now: datetime
) -> None:
    """Kept at hand for these units, and for these messages as (bot id, chat id, message id)."""
    if unit_ids or messages:
        await ground.lay_ground(session, unit_ids, messages, lately=now - TALKED_OF_WITHIN)
