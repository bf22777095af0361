"""Posting updates to a bot's address: in order per lane, again until it works or the update is too old."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import TYPE_CHECKING, Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, TCPConnector

from sandbox.updates import Update

if TYPE_CHECKING:
    from sandbox.accounts import Bot
    from sandbox.telegram import Telegram

ANSWER_TIMEOUT = 60.0
LONGEST_DELAY = 120.0
LONGEST_RETRY_AFTER = 3600.0
GONE_AFTER = 23 * 3600.0
NEVER_IN_REPLY = ("get", "setwebhook", "deletewebhook", "close", "logout")


class Webhook:
    """One bot's webhook. Lanes (a chat's messages, a person's presses) are independent; within one, first in, first out."""

    def __init__(self, telegram: Telegram, bot: Bot, url: str, secret: str, max_connections: int) -> None:
        self.url = url
        self.secret = secret
        self.max_connections = max_connections
        self.last_error: tuple[int, str] | None = None
        self._telegram = telegram
        self._bot = bot
        self._slots = asyncio.Semaphore(max_connections)
        self._lanes: dict[str, deque[tuple[int, Update]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: ClientSession | None = None
        self._gone_since: float | None = None

    def start(self) -> None:
        """Post the backlog and everything that comes."""
        self._session = ClientSession(
            timeout=ClientTimeout(total=ANSWER_TIMEOUT), connector=TCPConnector(limit=0, ssl=False)
        )
        self._bot.queue.listener = self._enqueue
        for sequence, update in list(self._bot.queue.pending.items()):
            self._enqueue(sequence, update)

    def stop(self) -> None:
        """Post no more; what was not confirmed waits in the queue."""
        self._bot.queue.listener = None
        for task in self._tasks:
            task.cancel()
        if self._session is not None:
            closing = asyncio.ensure_future(self._close(self._session))
            self._telegram.background.add(closing)
            closing.add_done_callback(self._telegram.background.discard)

    async def _close(self, session: ClientSession) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await session.close()

    def _enqueue(self, sequence: int, update: Update) -> None:
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append((sequence, update))
            return
        self._lanes[update.lane] = deque([(sequence, update)])
        task = asyncio.ensure_future(self._drain(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            sequence, update = lane[0]
            await self._deliver(update)
            self._bot.queue.pending.pop(sequence, None)
            lane.popleft()
        del self._lanes[name]

    async def _deliver(self, update: Update) -> None:
        """Post until it is taken or its life is over: at once, again at once, then after 2, 4, 8 … s."""
        delay = 0.0
        while update.expires > self._telegram.clock.now() + delay:
            if delay:
                await asyncio.sleep(delay)
            async with self._slots:
                status, wish, reply = await self._post(update)
            if 200 <= status < 300:
                self._gone_since = None
                await self._obey(reply)
                return
            if status == 410 and self._is_gone():
                return
            delay = self._next_delay(delay, wish)

    def _next_delay(self, delay: float, wish: float | None) -> float:
        if wish is not None:
            return min(wish, LONGEST_RETRY_AFTER)
        if delay == 0.0:
            return self._telegram.retry_base
        cap = self._telegram.random.uniform(LONGEST_DELAY / 2, LONGEST_DELAY)
        return min(delay * 2, cap)

    async def _post(self, update: Update) -> tuple[int, float | None, bytes]:
        """Status (0 where there was none), the wished delay, the answer's body."""
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        assert self._session is not None
        try:
            async with self._session.post(
                self.url, data=update.encoded.encode(), headers=headers, allow_redirects=False
            ) as response:
                body = await response.read()
                status, wish = response.status, response.headers.get("Retry-After", "")
                reason = response.reason or ""
        except TimeoutError:
            self._fail("Read timeout expired")
            return 0, None, b""
        except (ClientError, OSError) as error:
            self._fail("Connection refused" if isinstance(error, ClientConnectorError) else "Connection closed")
            return 0, None, b""
        if not 200 <= status < 300:
            self._fail(f"Wrong response from the webhook: {status} {reason}")
        return status, float(wish) if wish.isdigit() else None, body

    def _fail(self, text: str) -> None:
        self.last_error = (self._telegram.clock.date(), text)

    def _is_gone(self) -> bool:
        """410 for 23 hours takes the webhook away."""
        now = self._telegram.clock.now()
        self._gone_since = self._gone_since or now
        if now - self._gone_since < GONE_AFTER:
            return False
        self._bot.webhook = None
        self.stop()
        return True

    async def _obey(self, reply: bytes) -> None:
        """A method in the reply is called; its result is told to nobody."""
        try:
            body: Any = json.loads(reply or b"null")
        except ValueError:
            return
        if isinstance(body, dict) and isinstance(body.get("method"), str):
            method = body.pop("method")
            if not method.lower().startswith(NEVER_IN_REPLY):
                await self._telegram.perform(self._bot, method, body)
