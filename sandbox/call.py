"""One call of a Bot API method: who calls, and its parameters read as the official server reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sandbox.access import Access, reach
from sandbox.accounts import Bot
from sandbox.chats import Chat
from sandbox.errors import BotApiError, bad_request
from sandbox.messages import Message
from sandbox.telegram import Telegram

TRUE = ("true", "yes", "1")


@dataclass(slots=True, frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True, frozen=True)
class Encoded:
    """A result that is JSON text already."""

    text: str


@dataclass(slots=True, eq=False)
class Call:
    """`values` are strings (form) or JSON values; `method` is the name as the Bot API spells it."""

    telegram: Telegram
    bot: Bot
    method: str
    values: dict[str, Any]
    uploads: dict[str, Upload]

    def text(self, name: str) -> str:
        """A string, empty where it is absent."""
        value = self.values.get(name)
        if isinstance(value, bool):
            return "true" if value else "false"
        return "" if value is None else str(value)

    def boolean(self, name: str) -> bool:
        """true, yes, 1; everything else is false."""
        return self.text(name).strip().lower() in TRUE

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as `default`, as on the official server."""
        value = self.text(name).strip()
        try:
            return int(value)
        except ValueError:
            return default

    def integers(self, name: str, refusal: str) -> list[int]:
        """A list of whole numbers; 400 `refusal` where it is none."""
        given = self.json(name, "message identifiers")
        if not isinstance(given, list):
            raise bad_request(refusal)
        try:
            return [int(item) for item in given]
        except (TypeError, ValueError):
            raise bad_request(refusal) from None

    def number(self, name: str) -> float | None:
        """A decimal number, None where it is absent or no number."""
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def json(self, name: str, what: str) -> Any:
        """A JSON value, given as such or as text; 400 "can't parse WHAT JSON object"."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise BotApiError(400, f"Bad Request: can't parse {what} JSON object") from None

    def markup(self) -> Any:
        """reply_markup as JSON."""
        return self.json("reply_markup", "reply keyboard markup")

    def chat(self, access: Access, name: str = "chat_id") -> Chat:
        """The chat of the call, if the bot has this access to it."""
        given = self.text(name).strip()
        if not given:
            raise bad_request("chat_id is empty")
        if given.startswith("@"):
            return reach(self.telegram, self.bot, given, access)
        try:
            chat_id = int(given)
        except ValueError:
            raise bad_request("chat not found") from None
        return reach(self.telegram, self.bot, chat_id, access)

    def check_writable(self) -> None:
        """Refuse a chat that the bot cannot write to before its files are stored."""
        self.chat(Access.WRITE)

    def message(self, chat: Chat, otherwise: str, name: str = "message_id") -> Message:
        """The message of the call; 400 `otherwise` where the chat has none of that id."""
        message_id = self.integer(name)
        if message_id <= 0:
            raise bad_request("message identifier is not specified")
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request(otherwise)
        return message
