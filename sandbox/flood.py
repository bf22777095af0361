"""Flood control: how much one token may send at once, to one chat, to one group; and the penalty for more."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from sandbox.errors import too_many_requests

if TYPE_CHECKING:
    from sandbox.accounts import Bot
    from sandbox.chats import Chat
    from sandbox.clock import Clock

LONG_WAITS = (60, 10_072)  # seconds that bot authors have really been told to wait


TINY = 1e-6


@dataclass(slots=True)
class FloodRules:
    """Numbers of Telegram's FAQ; `model` "bucket" (burst and refill) or "window" (never more in any trailing span).

    `retry_after` None tells the true wait, a number always tells that. Answers within `answer_window` seconds of a
    person's message in the chat do not count as bulk. `long_wait_probability` of refusals last 60 or 10,072 s.
    """

    model: str = "bucket"
    per_second: int = 30
    group_per_minute: int = 20
    chat_per_second: float = 1.0
    chat_burst: int = 3
    answer_window: float = 5.0
    retry_after: int | None = None
    long_wait_probability: float = 0.0


@dataclass(slots=True)
class _Scope:
    """What one token, chat or group has used. `level` and `at` are the bucket, `times` the window."""

    level: float = 0.0
    at: float = 0.0
    until: float = 0.0  # end of the penalty
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float, *, limit: float, span: float, cost: int, model: str) -> float:
        """Seconds until `cost` more fit, 0 if they fit now."""
        if model == "window":
            while self.times and self.times[0] <= now - span:
                self.times.popleft()
            excess = len(self.times) + cost - int(limit)
            return 0.0 if excess <= 0 or not self.times else self.times[min(excess, len(self.times)) - 1] + span - now
        self.level = max(0.0, self.level - max(0.0, now - self.at) * limit / span)
        self.at = now
        excess_level = self.level + cost - limit
        return 0.0 if excess_level <= TINY or self.level <= TINY else excess_level * span / limit

    def take(self, now: float, *, cost: int, model: str) -> None:
        if model == "window":
            self.times.extend([now] * cost)
        else:
            self.level += cost


class Flood:
    """Counts what bots send and refuses what is too much."""

    def __init__(self, clock: Clock, *, enabled: bool, seed: int) -> None:
        self._clock = clock
        self._random = Random(f"flood {seed}")  # noqa: S311 - dice of a stage, seeded on purpose
        self.enabled = enabled
        self.rules = FloodRules()
        self.refused = 0
        self._scopes: dict[tuple[int, str], _Scope] = {}

    def forget(self) -> None:
        """Everybody starts afresh; penalties end."""
        self._scopes.clear()
        self.refused = 0

    def admit(self, bot: Bot, chat: Chat, cost: int = 1) -> None:
        """Count `cost` messages or edits of `bot` in `chat`, or 429. Nothing is counted of what is refused."""
        if not self.enabled:
            return
        now = self._clock.now()
        rules = self.rules
        wanted = [(self._scope(bot, f"chat {chat.id}"), rules.chat_burst, rules.chat_burst / rules.chat_per_second)]
        if chat.person is None:
            wanted.append((self._scope(bot, f"group {chat.id}"), rules.group_per_minute, 60.0))
        if now - chat.written_at > rules.answer_window:
            wanted.append((self._scope(bot, "bulk"), rules.per_second, 1.0))
        for scope, limit, span in wanted:
            if scope.until > now:
                self._refuse(scope.until - now)
            wait = scope.wait(now, limit=limit, span=span, cost=cost, model=rules.model)
            if wait > 0.0:
                seconds = self._penalty(wait)
                scope.until = now + seconds
                self._refuse(seconds)
        for scope, _, _ in wanted:
            scope.take(now, cost=cost, model=rules.model)

    def _scope(self, bot: Bot, name: str) -> _Scope:
        scope = self._scopes.get((bot.id, name))
        if scope is None:
            scope = self._scopes[bot.id, name] = _Scope()
        return scope

    def _penalty(self, wait: float) -> float:
        rules = self.rules
        if rules.long_wait_probability and self._random.random() < rules.long_wait_probability:
            return float(self._random.choice(LONG_WAITS))
        return float(rules.retry_after) if rules.retry_after is not None else float(math.ceil(wait))

    def _refuse(self, seconds: float) -> None:
        self.refused += 1
        raise too_many_requests(max(1, math.ceil(seconds)))
