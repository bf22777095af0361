"""Chats that came with the roster find the bot that is a member of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.resume_group import give_bot
from pyramid.note_membership import note_chat_gone
from pyramid.standing import Standing, take_standing
from pyramid.store import codes as code_store
from pyramid.store import manning as store

LOOKED_DAILY = timedelta(days=1)


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


async def unseen_groups(session: AsyncSession, *, now: datetime, limit: int) -> Sequence[tuple[int, int, int]]:
    """(group id, chat id, bot id) of those whose standing Telegram was not asked about for a day."""
    found = await store.unseen(session, now - LOOKED_DAILY, limit)
    return [(group.id, group.chat_id or 0, group.bot_id or 0) for group in found]


async def note_standings(session: AsyncSession, told: Mapping[int, Standing | None], *, now: datetime) -> None:
    """Group id → what Telegram said, without a word in the chat: it lights the pyramid. None: it said nothing, ask again tomorrow."""
    gone = []
    for group in await store.groups(session, told):
        group.looked_at, standing = now, told[group.id]
        if standing is None or group.bot_id is None:
            continue
        take_standing(group, standing, hears_all=await code_store.bot_hears_all(session, group.bot_id))
        if not standing.is_present:
            gone.append(group.id)
    for group_id in gone:
        await note_chat_gone(session, group_id, "the bot is no member", now=now)
