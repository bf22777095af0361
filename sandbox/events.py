"""What happens, told live: everybody who listens gets each new, edited or deleted message as it comes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.chats import Chat

WAITING = 10_000


@dataclass(slots=True, eq=False)
class Listener:
    """One stream. `user_id` None hears everything. `events` ends with None when the sandbox closes."""

    user_id: int | None
    events: asyncio.Queue[Event | None] = field(default_factory=lambda: asyncio.Queue(WAITING))


@dataclass(slots=True, frozen=True, eq=False)
class Event:
    """`kind` message | edit | delete | reaction | pin | callback_answer | action | member; `subject` is what it is about."""

    kind: str
    chat: Chat
    subject: Any


class EventBus:
    """Hands events to listeners; costs nothing when nobody listens."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.closed = False

    def tell(self, kind: str, chat: Chat, subject: Any) -> None:
        """Something happened in `chat`; those who cannot follow miss the event rather than hold up the rest."""
        chat.stir()
        for listener in self.listeners:
            if (listener.user_id is None or chat.has(listener.user_id)) and not listener.events.full():
                listener.events.put_nowait(Event(kind, chat, subject))

    def close(self) -> None:
        """End every stream."""
        self.closed = True
        for listener in self.listeners:
            if not listener.events.full():
                listener.events.put_nowait(None)
