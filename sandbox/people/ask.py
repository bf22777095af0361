"""Reading what a person or a stage hand asks for over HTTP, and answering in JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.accounts import Bot, User
from sandbox.call import Upload
from sandbox.chats import Chat
from sandbox.errors import BotApiError
from sandbox.messages import Message
from sandbox.request import read_parameters
from sandbox.telegram import Telegram

Json = dict[str, Any]
Answer = Callable[["Ask"], Any | Awaitable[Any]]


class Ask:
    """The fields of one request. Missing or wrong ones raise ValueError, which is answered with 400 {"error": …}."""

    def __init__(self, telegram: Telegram, values: Json, uploads: dict[str, Upload]) -> None:
        self.telegram = telegram
        self.values = values
        self.uploads = uploads

    def text(self, name: str, default: str | None = None) -> str:
        """A string; required unless there is a default."""
        value = self.values.get(name, default)
        if value is None:
            raise ValueError(f"{name} is missing")
        return str(value)

    def optional(self, name: str) -> str | None:
        """A string or None."""
        value = self.values.get(name)
        return None if value in (None, "") else str(value)

    def integer(self, name: str, default: int | None = None) -> int:
        """A whole number; required unless there is a default."""
        value = self.values.get(name, default)
        try:
            return int(value)  # type: ignore[arg-type]  # None and other types are refused here
        except (TypeError, ValueError):
            raise ValueError(f"{name} must be a whole number") from None

    def number(self, name: str, default: float) -> float:
        """A decimal number."""
        try:
            return float(self.values.get(name, default))
        except (TypeError, ValueError):
            raise ValueError(f"{name} must be a number") from None

    def boolean(self, name: str, *, default: bool = False) -> bool:
        """JSON true, or true, yes, 1 as text."""
        value = self.values.get(name, default)
        return value if isinstance(value, bool) else str(value).lower() in ("true", "yes", "1")

    def items(self, name: str) -> list[Any]:
        """A list, given as such or as JSON text; empty where absent."""
        value = self.values.get(name) or []
        value = json.loads(value) if isinstance(value, str) else value
        if not isinstance(value, list):
            raise ValueError(f"{name} must be a list")  # noqa: TRY004 - every wrong field is one kind of error here
        return value

    def user(self, name: str = "user") -> User:
        """A person or bot by id or @username."""
        return find_user(self.telegram, self.values.get(name))

    def bot(self, name: str = "bot") -> Bot:
        """A bot by username, user id or token."""
        return find_bot(self.telegram, self.values.get(name))

    def chat(self, person: User | None = None, name: str = "chat") -> Chat:
        """A chat as `person` sees it: a group by id, a private chat by the bot's id or @username."""
        value = self.text(name)
        if value.lstrip("-").isdigit() and int(value) < 0:
            chat = self.telegram.chats.get(int(value))
            if chat is None:
                raise ValueError(f"there is no chat {value}")
            return chat
        if person is None:
            raise ValueError("a private chat needs a user")
        return self.telegram.dm(find_bot(self.telegram, value), person)

    def message(self, chat: Chat) -> Message:
        """The message of the chat that message_id names."""
        message = chat.messages.get(self.integer("message_id"))
        if message is None:
            raise ValueError(f"there is no message {self.values.get('message_id')} in chat {chat.id}")
        return message

    def upload(self, name: str = "file") -> Upload | None:
        """A file: multipart, or JSON with `data` in base64 and `name`."""
        if name in self.uploads:
            return self.uploads[name]
        if self.values.get("data"):
            mime = self.text("mime", "application/octet-stream")
            return Upload(self.text("name", "file"), mime, base64.b64decode(self.text("data")))
        return None


def find_user(telegram: Telegram, value: Any) -> User:
    """ValueError for strangers."""
    if isinstance(value, str) and value.startswith("@"):
        user = telegram.usernames.get(value[1:].lower())
    else:
        user = telegram.users.get(int(value)) if str(value).isdigit() else None
    if not isinstance(user, User):
        raise ValueError(f"there is no user {value}")  # noqa: TRY004 - and so is a stranger
    return user


def find_bot(telegram: Telegram, value: Any) -> Bot:
    """ValueError where no bot is called so."""
    text = str(value)
    bot = telegram.bots.get(text)
    if bot is None and text.isdigit():
        user = telegram.users.get(int(text))
        bot = telegram.bot_of(user) if user else None
    bot = bot or telegram.bot_named(text)
    if bot is None:
        raise ValueError(f"there is no bot {value}")
    return bot


def answering(telegram: Telegram, answer: Answer) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """An aiohttp handler: the function's value as JSON, or 400 {"error": words}."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            values, uploads = await read_parameters(request)
            result = answer(Ask(telegram, {**values, **request.match_info}, uploads))
            if isinstance(result, Awaitable):
                result = await result
        except (ValueError, KeyError, BotApiError) as error:
            return web.json_response({"error": _words(error)}, status=400)
        if isinstance(result, web.StreamResponse):
            return result
        body = json.dumps(result, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return web.Response(body=body, content_type="application/json")

    return handle


def _words(error: Exception) -> str:
    if isinstance(error, BotApiError):
        return error.description
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
