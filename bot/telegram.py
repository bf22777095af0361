"""The part of the process that needs aiogram; imported only by those who run it, because the import takes seconds."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats
from pydantic import SecretStr

from bot import store
from bot.database import Database
from bot.edge import Edge
from bot.refused import StartRefused
from bot.telegram_courier import TelegramCourier
from handlers.order import build_dispatcher
from models.process import BotAccount
from texts.render import LANGUAGES, line

log = structlog.get_logger()

COMMANDS = ("start", "help", "my", "report", "notice", "language", "mydata")
CONNECTIONS = 64


def build_bots(tokens: Sequence[SecretStr], api_url: str) -> dict[int, Bot]:
    """One client per token, by bot id."""
    server = TelegramAPIServer.from_base(api_url, is_local=False)
    bots = {}
    for token in tokens:
        session = AiohttpSession(api=server, limit=CONNECTIONS)
        bot = Bot(token.get_secret_value(), session=session)
        bots[bot.id] = bot
    return bots


async def introduce(database: Database, bots: Mapping[int, Bot], machine_now: datetime, stop: asyncio.Event) -> None:
    """GetMe of every bot, waited for as long as Telegram cannot be reached; what it says is remembered.

    Raises StartRefused. Commands are set best effort.
    """
    for bot_id, bot in bots.items():
        while not stop.is_set():
            try:
                me = await bot.get_me(request_timeout=10)
                break
            except TelegramUnauthorizedError as error:
                raise StartRefused(
                    f"Telegram refuses the token of bot {bot_id}: copy it again from BotFather into PAGODA_BOT_TOKENS"
                ) from error
            except AiogramError as error:
                log.error("bot_api_unreachable", bot_id=bot_id, error=type(error).__name__, mend="check PAGODA_API_URL")
                await asyncio.sleep(2)
        else:
            return
        hears_all = bool(me.can_read_all_group_messages)
        account = BotAccount(
            id=bot_id, username=me.username or "", hears_all=hears_all, seen_at=machine_now, trouble=None
        )
        async with database.transaction() as session:
            await store.remember_bot(session, account)
        if not hears_all:
            log.warning(
                "privacy_mode_is_on", bot_id=bot_id, mend="BotFather: /setprivacy Disable, then add the bot anew"
            )
        await _set_commands(bot)


async def _set_commands(bot: Bot) -> None:
    try:
        for language in LANGUAGES:
            commands = [BotCommand(command=name, description=line(f"command.{name}", language)) for name in COMMANDS]
            scope = BotCommandScopeAllPrivateChats()
            await bot.set_my_commands(
                commands, scope=scope, language_code=None if language == "zh" else language, request_timeout=10
            )
    except AiogramError as error:
        log.warning("commands_not_set", bot_id=bot.id, error=type(error).__name__)


async def prepare_receiving(bots: Mapping[int, Bot], *, webhook_url: str, secret: str, allowed: Sequence[str]) -> None:
    """Webhook on or off, as the settings say; a failure is said and does not stop the start."""
    for bot_id, bot in bots.items():
        try:
            if webhook_url:
                url = f"{webhook_url.rstrip('/')}/telegram/{bot_id}"
                await bot.set_webhook(url, secret_token=secret, allowed_updates=list(allowed), request_timeout=10)
            elif (await bot.get_webhook_info(request_timeout=10)).url:
                await bot.delete_webhook(request_timeout=10)
        except AiogramError as error:
            log.warning("webhook_not_arranged", bot_id=bot_id, error=type(error).__name__)


def build_edge(
    bots: Mapping[int, Bot], machine_now: Callable[[], datetime], values: Callable[[], dict[str, Any]]
) -> Edge:
    """Dispatcher and routers behind the inbox."""
    dispatcher: Dispatcher = build_dispatcher()
    return Edge(dispatcher, bots, machine_now, values)


def build_courier(bots: Mapping[int, Bot]) -> TelegramCourier:
    """Who carries what leaves."""
    return TelegramCourier(bots)


async def close(bots: Mapping[int, Bot]) -> None:
    """Close all connections."""
    for bot in bots.values():
        await bot.session.close()
