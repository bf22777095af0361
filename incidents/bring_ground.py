"""Before a batch: what was ruled for its places, who follows them, which chats stand above, and what was filed already."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import followers, precedents, reports


async def bring_ground(
    session: AsyncSession, unit_ids: Collection[int], messages: Collection[tuple[int, int, int]]
) -> None:
    """Kept at hand for these units, and for these messages as (bot id, chat id, message id)."""
    if unit_ids:
        await precedents.rulings(session, unit_ids)
        await followers.followers_of(session, unit_ids)
    if messages:
        await reports.bring_filed(session, messages)
