"""Pure. What was said: one message, with its media and its buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.accounts import User
    from sandbox.chats import Chat
    from sandbox.files import StoredFile

Entity = dict[str, Any]


@dataclass(slots=True, eq=False)
class Media:
    """What is not text: `kind` photo, document, voice or location; sizes of a photo from small to large."""

    kind: str
    files: tuple[StoredFile, ...] = ()
    fields: dict[str, Any] | None = None  # duration of a voice, coordinates of a place


@dataclass(slots=True, eq=False)
class Message:
    """One message. `text` is the caption where there is media; `service` holds the fields of a service message."""

    id: int
    chat: Chat
    date: int
    sender: User
    text: str | None = None
    entities: list[Entity] | None = None
    media: Media | None = None
    markup: dict[str, Any] | None = None
    reply_to: int | None = None
    album: str | None = None
    service: dict[str, Any] | None = None
    sender_chat: Chat | None = None
    author: User | None = None  # who really wrote it, where `sender` is GroupAnonymousBot
    edit_date: int | None = None
    more: dict[str, Any] | None = None  # rare fields, ready as JSON: forward_origin, quote, author_signature …
    reactions: dict[int, list[str]] | None = None  # emoji by user id

    @property
    def inline(self) -> bool:
        """Whether inline buttons stand under the message."""
        return self.markup is not None and "inline_keyboard" in self.markup
