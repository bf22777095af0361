"""Which of our bots is a member of which chat of the roster, and how it stands there: asked of Telegram, a few at a time."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.database import Database
from pyramid.man_groups import man_all_groups, man_groups, note_standings, unmanned_groups, unseen_groups
from pyramid.note_attendance import note_attendance, unseen_leaders
from pyramid.standing import Standing

if TYPE_CHECKING:
    from aiogram import Bot

log = structlog.get_logger()

AT_ONCE = 10  # questions in one go
LEADERS_AT_ONCE = 2
REST = 1.0  # seconds between two goes: questions share the token's budget with what is sent


async def find_seats(database: Database, clock: Clock, bots: Mapping[int, "Bot"], stop: asyncio.Event) -> None:
    """Look until `stop`: a roster may be loaded at any time, and rights may change without a word."""
    while not stop.is_set():
        try:
            await _man(database, bots)
            await _look(database, clock, bots)
            await _look_for_leaders(database, clock, bots)
        except (SQLAlchemyError, OSError) as error:
            log.warning("seats_wait_for_database", error=type(error).__name__)
        await asyncio.sleep(REST)


async def _man(database: Database, bots: Mapping[int, "Bot"]) -> None:
    async with database.reading() as session:
        waiting = await unmanned_groups(session, AT_ONCE)
    if not waiting:
        return
    if len(bots) == 1:
        async with database.transaction() as session:
            await man_all_groups(session, next(iter(bots)))
        return
    found: dict[int, int] = {}
    for group_id, chat_id in waiting:
        for bot_id, bot in bots.items():
            standing = await _ask(bot, chat_id)
            if standing is not None and standing.is_present:
                found[group_id] = bot_id
                break
    if found:
        async with database.transaction() as session:
            await man_groups(session, found)


async def _look(database: Database, clock: Clock, bots: Mapping[int, "Bot"]) -> None:
    async with database.reading() as session:
        waiting = await unseen_groups(session, now=clock.now(), limit=AT_ONCE)
    if not waiting:
        return
    told = {
        group_id: await _ask(bots[bot_id], chat_id) if bot_id in bots else None for group_id, chat_id, bot_id in waiting
    }
    async with database.transaction() as session:
        await note_standings(session, told, now=clock.now())


async def _look_for_leaders(database: Database, clock: Clock, bots: Mapping[int, "Bot"]) -> None:
    async with database.reading() as session:
        waiting = await unseen_leaders(session, now=clock.now(), limit=LEADERS_AT_ONCE)
    if not waiting:
        return
    told = [
        (group_id, user_id, await _ask(bots[bot_id], chat_id, user_id) if bot_id in bots else None)
        for group_id, chat_id, bot_id, user_id in waiting
    ]
    # Where Telegram does not say, nobody is taken for missing.
    seen = [(group_id, user_id, standing is None or standing.is_present) for group_id, user_id, standing in told]
    async with database.transaction() as session:
        await note_attendance(session, seen, now=clock.now())


async def _ask(bot: "Bot", chat_id: int, user_id: int | None = None) -> Standing | None:
    """How this bot, or somebody else, stands in a chat; None if Telegram does not say."""
    from aiogram.exceptions import AiogramError  # noqa: PLC0415 - imported by now wherever bots exist

    from handlers.enrolment import standing_of  # noqa: PLC0415 - as above

    try:
        return standing_of(await bot.get_chat_member(chat_id, user_id or bot.id, request_timeout=5))
    except AiogramError:
        return None
