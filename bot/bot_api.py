"""One call of the Bot API as plain JSON: what leaves by the thousand does not pay for a model of every answer.

A message that aiogram carries costs twice the processor time of a bare request; most of it goes into making and checking objects
that nobody reads. Files that must be uploaded still go by aiogram.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientConnectorError, ClientError, ClientTimeout
from yarl import URL

HEADERS = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What Telegram said; `is_ok` with its result, or a refusal. The status is that of the answer's own words."""

    is_ok: bool
    result: Any = None
    status: int = 200
    description: str = ""
    retry_after: float | None = None
    migrated_to: int | None = None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing that could be read came back. `is_unsent`: it provably never left."""

    reason: str
    is_unsent: bool = False


class BotApi:
    """Calls by one bot's token, over the connections of its aiogram session."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._addresses: dict[str, URL] = {}
        self._timeouts: dict[int, ClientTimeout] = {}

    async def call(self, method: str, params: Mapping[str, Any], seconds: int) -> Answer | NoAnswer:
        """One request without retries; parameters that are None are left out. No reason given holds an address or a token."""
        assert isinstance(self._bot.session, AiohttpSession)
        http = await self._bot.session.create_session()
        address = self._addresses.get(method)
        if address is None:
            address = self._addresses[method] = URL(self._bot.session.api.api_url(self._bot.token, method))
        timeout = self._timeouts.get(seconds)
        if timeout is None:
            timeout = self._timeouts[seconds] = ClientTimeout(total=seconds)
        said = {name: value for name, value in params.items() if value is not None}
        body = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            async with http.post(address, data=body, headers=HEADERS, timeout=timeout) as response:
                raw, status = await response.read(), response.status
        except ClientConnectorError:
            return NoAnswer("no connection", is_unsent=True)
        except (TimeoutError, ClientError, OSError):
            return NoAnswer("the connection was lost")
        return read(raw, status)


def read(raw: bytes, status: int) -> Answer | NoAnswer:
    """Telegram's words; a page of some proxy is no answer."""
    try:
        told = json.loads(raw)
        if told["ok"] is True:
            return Answer(is_ok=True, result=told.get("result"))
        more = told.get("parameters") or {}
        retry_after, migrated_to = more.get("retry_after"), more.get("migrate_to_chat_id")
        return Answer(
            is_ok=False,
            status=int(told.get("error_code", status)),
            description=str(told.get("description", "")),
            retry_after=None if retry_after is None else float(retry_after),
            migrated_to=None if migrated_to is None else int(migrated_to),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return NoAnswer("the answer could not be read")
