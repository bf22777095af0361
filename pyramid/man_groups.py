"""Chats that came with the roster find the bot that is a member of them."""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.resume_group import give_bot
from pyramid.store import codes as code_store
from pyramid.store import manning as store


async def unmanned_groups(session: AsyncSession, limit: int) -> Sequence[tuple[int, int]]:
    """(group id, chat id) of those of which no bot is known yet."""
    return await store.unmanned(session, limit)


async def man_all_groups(session: AsyncSession, bot_id: int) -> int:
    """With one token there is nothing to find out: it serves every bound chat. Returns how many were new."""
    count = await store.man_all(session, bot_id, hears_all=await code_store.bot_hears_all(session, bot_id))
    if count:
        await give_bot(session)
    return count


async def man_groups(session: AsyncSession, found: Mapping[int, int]) -> int:
    """Group id → the bot that Telegram says is a member there."""
    for group_id, bot_id in found.items():
        await store.man(session, group_id, bot_id)
    if found:
        await give_bot(session)
    return len(found)
