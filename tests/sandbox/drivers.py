"""The same verbs through two client libraries that know nothing of each other: aiogram and python-telegram-bot.

Both are oracles: whatever the sandbox emits must be parsed by them without a field left over.
"""

import json
import os
from dataclasses import dataclass
from typing import Any

import aiogram
import telegram as ptb
from aiogram import exceptions as aiogram_errors
from aiogram import types as aiogram_types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from pydantic import BaseModel
from telegram import error as ptb_errors
from telegram.request import HTTPXRequest

os.environ["PTB_TIMEDELTA"] = "1"  # its future way, without the warning that asks for it

# Bot API 10.3 demands it and aiogram 3.31 too; python-telegram-bot 22.8 stands at 10.0 and does not know it yet.
NEWER_THAN_PTB = {"can_send_welcome_messages"}


@dataclass
class RefusedError(Exception):
    """What a library made of an answer with ok=false, or of no answer."""

    code: int
    text: str
    retry_after: int | None = None
    migrate_to: int | None = None


class AiogramDriver:
    name = "aiogram"

    def __init__(self, url, token):
        self.bot = aiogram.Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))

    async def open(self):
        pass

    async def close(self):
        client = await self.bot.session.create_session()
        await client.close()  # Bot.session.close() also sleeps a quarter of a second

    async def call(self, method, **fields) -> Any:
        try:
            result = await getattr(self.bot, method)(**fields)
        except aiogram_errors.TelegramAPIError as error:
            code = next((code for kind, code in AIOGRAM_CODES if isinstance(error, kind)), 0)
            retry_after, migrate_to = getattr(error, "retry_after", None), getattr(error, "migrate_to_chat_id", None)
            raise RefusedError(code, error.message, retry_after, migrate_to) from error
        assert leftovers_of_aiogram(result) == []
        return _aiogram_plain(result)

    async def download(self, path):
        return (await self.bot.download_file(path)).read()

    def keyboard(self, rows):
        return aiogram_types.InlineKeyboardMarkup(
            inline_keyboard=[
                [aiogram_types.InlineKeyboardButton(text=t, callback_data=d) for t, d in row] for row in rows
            ]
        )

    def upload(self, data, name="file.png"):
        return aiogram_types.BufferedInputFile(data, name)

    def photo(self, file, caption=None):
        return aiogram_types.InputMediaPhoto(media=file, caption=caption)

    def document(self, file, caption=None):
        return aiogram_types.InputMediaDocument(media=file, caption=caption)

    def reply_to(self, message_id, **rest):
        return aiogram_types.ReplyParameters(message_id=message_id, **rest)

    def reaction(self, emoji):
        return [aiogram_types.ReactionTypeEmoji(emoji=emoji)]

    def permissions(self, given):
        return aiogram_types.ChatPermissions(**given)

    def command(self, name, description):
        return aiogram_types.BotCommand(command=name, description=description)


class PtbDriver:
    name = "ptb"

    def __init__(self, url, token):
        # No TLS here: building its context would be the slowest part of every test.
        plain = {"httpx_kwargs": {"verify": False}, "read_timeout": 20}
        request = HTTPXRequest(connection_pool_size=20, **plain)
        self.bot = ptb.Bot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=request,
            get_updates_request=HTTPXRequest(connection_pool_size=5, **plain),
        )

    async def open(self):
        await self.bot.initialize()

    async def close(self):
        await self.bot.shutdown()

    async def call(self, method, **fields) -> Any:
        try:
            result = await getattr(self.bot, method)(**fields)
        except ptb_errors.TelegramError as error:
            code = next((code for kind, code in PTB_CODES if isinstance(error, kind)), 0)
            retry_after = getattr(error, "retry_after", None)
            retry_after = getattr(retry_after, "total_seconds", lambda: retry_after)()
            raise RefusedError(code, str(error), retry_after, getattr(error, "new_chat_id", None)) from error
        assert leftovers_of_ptb(result) == []
        return _ptb_plain(result)

    async def download(self, path):
        return bytes(await (await self.bot.get_file(path)).download_as_bytearray())

    def keyboard(self, rows):
        return ptb.InlineKeyboardMarkup(
            [[ptb.InlineKeyboardButton(t, callback_data=d) for t, d in row] for row in rows]
        )

    def upload(self, data, name="file.png"):
        return ptb.InputFile(data, filename=name)

    def photo(self, file, caption=None):
        return ptb.InputMediaPhoto(
            file.input_file_content if isinstance(file, ptb.InputFile) else file, caption=caption
        )

    def document(self, file, caption=None):
        if isinstance(file, ptb.InputFile):
            return ptb.InputMediaDocument(file.input_file_content, filename=file.filename, caption=caption)
        return ptb.InputMediaDocument(file, caption=caption)

    def reply_to(self, message_id, **rest):
        return ptb.ReplyParameters(message_id=message_id, **rest)

    def reaction(self, emoji):
        return [ptb.ReactionTypeEmoji(emoji)]

    def permissions(self, given):
        return ptb.ChatPermissions(**given)

    def command(self, name, description):
        return ptb.BotCommand(name, description)


AIOGRAM_CODES = (
    (aiogram_errors.TelegramRetryAfter, 429),
    (aiogram_errors.TelegramMigrateToChat, 400),
    (aiogram_errors.TelegramEntityTooLarge, 413),
    (aiogram_errors.TelegramBadRequest, 400),
    (aiogram_errors.TelegramForbiddenError, 403),
    (aiogram_errors.TelegramUnauthorizedError, 401),
    (aiogram_errors.TelegramConflictError, 409),
    (aiogram_errors.TelegramNotFound, 404),
    (aiogram_errors.TelegramServerError, 500),
)
PTB_CODES = (
    (ptb_errors.RetryAfter, 429),
    (ptb_errors.ChatMigrated, 400),
    (ptb_errors.BadRequest, 400),
    (ptb_errors.Forbidden, 403),
    (ptb_errors.InvalidToken, 401),
    (ptb_errors.Conflict, 409),
    (ptb_errors.NetworkError, 500),
)


def leftovers_of_aiogram(value, path="") -> list[str]:
    """Fields that aiogram's models do not know."""
    if isinstance(value, list | tuple):
        return [found for i, item in enumerate(value) for found in leftovers_of_aiogram(item, f"{path}[{i}]")]
    if not isinstance(value, BaseModel):
        return []
    found = [f"{path}.{name}" for name in value.model_extra or ()]
    for name in type(value).model_fields:
        found += leftovers_of_aiogram(getattr(value, name), f"{path}.{name}")
    return found


def leftovers_of_ptb(value, path="") -> list[str]:
    """Fields that python-telegram-bot's objects do not know."""
    if isinstance(value, list | tuple):
        return [found for i, item in enumerate(value) for found in leftovers_of_ptb(item, f"{path}[{i}]")]
    if not isinstance(value, ptb.TelegramObject):
        return []
    found = [f"{path}.{name}" for name in set(value.api_kwargs) - NEWER_THAN_PTB]
    slots = {name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())}
    for name in slots - {"api_kwargs", "_bot"}:
        if not name.startswith("__"):
            found += leftovers_of_ptb(getattr(value, name, None), f"{path}.{name}")
    return found


def _aiogram_plain(value):
    if isinstance(value, list | tuple):
        return [_aiogram_plain(item) for item in value]
    if isinstance(value, BaseModel):
        return _without_none(json.loads(value.model_dump_json(by_alias=True, exclude_none=True)))
    return value


def _without_none(value):
    if isinstance(value, dict):
        return {("from" if key == "from_user" else key): _without_none(v) for key, v in value.items() if v is not None}
    return [_without_none(item) for item in value] if isinstance(value, list) else value


def _ptb_plain(value):
    if isinstance(value, list | tuple):
        return [_ptb_plain(item) for item in value]
    return value.to_dict() if isinstance(value, ptb.TelegramObject) else value


DRIVERS = {"aiogram": AiogramDriver, "ptb": PtbDriver}
