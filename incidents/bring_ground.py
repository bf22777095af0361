"""Before a batch: what was ruled for its places, who follows them, which chats stand above, and what was filed already."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import ground


async def bring_ground(
    session: AsyncSession, unit_ids: Collection[int], messages: Collection[tuple[int, int, int]]
) -> None:
    """Kept at hand for these units, and for these messages as (bot id, chat id, message id)."""
    if unit_ids or messages:
        await ground.lay_ground(session, unit_ids, messages)
