"""Which of our bots is a member of which chat of the roster: asked of Telegram only where several could be."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.database import Database
from pyramid.man_groups import man_all_groups, man_groups, unmanned_groups

if TYPE_CHECKING:
    from aiogram import Bot

AT_ONCE = 20  # questions in one go
REST = 1.0  # seconds between two goes: questions share the token's budget with what is sent
GONE = frozenset({"left", "kicked"})


async def find_seats(database: Database, bots: Mapping[int, "Bot"], stop: asyncio.Event) -> None:
    """Look until `stop`: a roster may be loaded at any time."""
    while not stop.is_set():
        if len(bots) == 1:
            async with database.reading() as session:
                is_anything = bool(await unmanned_groups(session, 1))
            if is_anything:
                async with database.transaction() as session:
                    await man_all_groups(session, next(iter(bots)))
        else:
            await _ask(database, bots)
        await asyncio.sleep(REST)


async def _ask(database: Database, bots: Mapping[int, "Bot"]) -> None:
    from aiogram.exceptions import AiogramError  # noqa: PLC0415 - imported by now wherever bots exist

    async with database.reading() as session:
        waiting = await unmanned_groups(session, AT_ONCE)
    found: dict[int, int] = {}
    for group_id, chat_id in waiting:
        for bot_id, bot in bots.items():
            try:
                member = await bot.get_chat_member(chat_id, bot_id, request_timeout=5)
            except AiogramError:
                continue
            if member.status not in GONE:
                found[group_id] = bot_id
                break
    if found:
        async with database.transaction() as session:
            await man_groups(session, found)
