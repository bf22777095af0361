"""Button presses that wait for the bot's answer: each may be answered once and not for long."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.accounts import Bot, User
    from sandbox.messages import Message


REMEMBERED = 10_000


@dataclass(slots=True, eq=False)
class CallbackQuery:
    """One press. `answer` is what the bot answered: text, show_alert, url, each as given."""

    id: str
    bot: Bot
    user: User
    message: Message
    data: str
    pressed_at: float
    answer: dict[str, Any] | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


def remember(queries: dict[str, CallbackQuery], query: CallbackQuery) -> None:
    """Keep a press until it is answered; of very many the oldest are forgotten, they can be answered no more anyway."""
    queries[query.id] = query
    while len(queries) > REMEMBERED:
        del queries[next(iter(queries))]
