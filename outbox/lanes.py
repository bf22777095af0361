"""Pure. What one sender of one bot token needs to know, and what it carries right now."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.courier import Courier
from outbox.message import Composed, Deed, Message, Outcome, Request, Undeliverable
from outbox.pacing import Pacing

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
MEMORY = "memory_of_pass"  # in session.info: what composers of one pass have read, by a key of their own
Composer = Callable[[AsyncSession, Request, datetime], Awaitable[Composed]]


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
    language: str = "zh"
    details: str = "chat"
    width: int = 16
    kinds_sent: dict[str, int] = field(default_factory=dict)
    unsure: int = 0


@dataclass(slots=True)
class Flight:
    """A row on its way."""

    row_id: int
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
    leaves_at: float
    outcome: Outcome | None = None
