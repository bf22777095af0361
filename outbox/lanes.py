"""Pure. What one sender of one bot token needs to know, and what it carries right now."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.courier import Courier
from outbox.line import Departure
from outbox.message import Composed, Deed, Delivered, Message, Outcome, Request, Undeliverable
from outbox.pacing import Pacing

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
LOST = "lost"  # in the args of a card: somebody deleted it, and it was posted again, once
MEMORY = "memory_of_pass"  # in session.info: what composers of one pass have read, by a key of their own
Composer = Callable[[AsyncSession, Request, datetime], Awaitable[Composed]]


@dataclass(frozen=True, slots=True)
class Alike:
    """A composer whose first message depends on kind, subject and viewer alone: ten thousand copies are made once a pass."""

    compose: Composer

    async def __call__(self, session: AsyncSession, request: Request, now: datetime) -> Composed:
        """Make it."""
        return await self.compose(session, request, now)


@dataclass(frozen=True, slots=True)
class Together:
    """A composer whose subjects are read together before the words of a pass are made, one row at a time."""

    compose: Composer
    bring: Callable[[AsyncSession, Collection[int]], Awaitable[None]]

    async def __call__(self, session: AsyncSession, request: Request, now: datetime) -> Composed:
        """Make it."""
        return await self.compose(session, request, now)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A target that cannot be reached, for whoever keeps the pyramid: parent told, binding moved, token alarmed."""

    bot_id: int
    group_id: int | None
    user_id: int | None
    chat_id: int
    outcome: Undeliverable


@dataclass(slots=True)
class Lane:
    """One bot token: at any time exactly one sender works on it, under a lease."""

    bot_id: int
    transaction: Transaction
    composers: Mapping[str, Composer]
    courier: Courier
    pacing: Pacing
    now: Callable[[], datetime]  # business time
    monotonic: Callable[[], float]
    hold: Callable[[AsyncSession], Awaitable[float]]  # renew the lease: seconds left, 0 when it is lost
    on_trouble: Callable[[AsyncSession, Trouble], Awaitable[None]]
    wake: asyncio.Event
    fence: int = 0  # number of the lease: what an earlier holder still had in the air is not ours to judge
    cards: frozenset[str] = frozenset()  # kinds that are posted again, once, when somebody deletes them
    language: str = "zh"
    details: str = "chat"
    width: int = 1024  # rows marked as `sending` at once; a pace allows far fewer, without one the wire must not run dry during a look
    wire: int = 64  # requests that are on their way at once
    kinds_sent: dict[str, int] = field(default_factory=dict)
    unsure: int = 0


@dataclass(slots=True)
class Flight:
    """A row on its way: ready, left at `left_at` (machine seconds), landed with an outcome."""

    row_id: int
    kind: str
    version: int
    chat_id: int
    group_id: int | None
    user_id: int | None
    priority: int
    what: Message | Deed
    is_edit: bool
    message_id: int | None
    reply_to: int | None
    token: str | None
    face: str
    rank: tuple[int, int, int]  # priority, turn, id: who leaves first
    ready_since: float
    left_at: float | None = None
    departure: Departure | None = None  # what the pace remembers of it
    landed_at: float | None = None
    scope: str = "row"  # what a refusal silences: "row", "chat" or "token"
    outcome: Outcome | None = None

    @property
    def is_delivered(self) -> bool:
        """Does it stand in its chat?"""
        return isinstance(self.outcome, Delivered)
