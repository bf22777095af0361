"""A Bot API server that does nearly nothing, in a process of its own, so that what is measured is the client.

POST /load takes {"updates": [...], "every": seconds}; GET /state tells how many were sent and how long each answer took.
"""

import asyncio
import json
import re
import time
from typing import Any

from benchmarks.http_wire import HttpWire, chat_in, me, message, serve

OFFSET = re.compile(rb"offset\"?[=:]\s*(-?\d+)")
BATCH = 100
RESULTS = {
    "getme": me(5000000001, "bench_bot"),
    "getwebhookinfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}


class World:
    """What waits, and what was sent."""

    def __init__(self) -> None:
        self.waiting: list[dict[str, Any]] = []
        self.news = asyncio.Event()
        self.sent = 0
        self.offered_at: dict[int, float] = {}
        self.latencies: list[float] = []
        self.loading: asyncio.Future[None] | None = None

    async def load(self, wish: dict[str, Any]) -> None:
        """All at once, or one every so many seconds."""
        self.sent, self.latencies, self.waiting = 0, [], []
        self.offered_at.clear()
        every = wish.get("every", 0)
        if not every:
            self.waiting = wish["updates"]
            self.offered_at = dict.fromkeys(
                (each["message"]["chat"]["id"] for each in wish["updates"]), time.perf_counter()
            )
            self.news.set()
            return
        begun = time.perf_counter()
        for place, update in enumerate(wish["updates"]):
            await asyncio.sleep(max(begun + place * every - time.perf_counter(), 0))
            self.waiting.append(update)
            self.offered_at[update["message"]["chat"]["id"]] = time.perf_counter()
            self.news.set()

    async def updates(self, body: bytes) -> list[dict[str, Any]]:
        """The next hundred from the offset on, waited for as long polling does."""
        found = OFFSET.search(body)
        offset = int(found[1]) if found else 0
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        if not self.waiting:
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), 5)
            except TimeoutError:
                return []
        return self.waiting[:BATCH]

    def send(self, body: bytes) -> dict[str, Any]:
        """A message stands in its chat."""
        chat = chat_in(body)
        self.sent += 1
        begun = self.offered_at.pop(chat, None)
        if begun is not None:
            self.latencies.append(time.perf_counter() - begun)
        return message(self.sent, chat)


class Wire(HttpWire):
    """Sends are answered at once; whatever waits for something is done in order beside them."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.queue: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.worker = asyncio.ensure_future(self.work())

    def connection_lost(self, error: Exception | None) -> None:
        self.worker.cancel()

    def take(self, path: bytes, body: bytes) -> None:
        method = path.decode().lower()
        if method.endswith("/sendmessage"):
            self.answer(200, {"ok": True, "result": self.world.send(body)})
        else:
            self.queue.put_nowait((method, body))

    async def work(self) -> None:
        while True:
            path, body = await self.queue.get()
            if path == "/load":
                self.answer(200, {"ok": True})
                self.world.loading = asyncio.ensure_future(self.world.load(json.loads(body)))  # it outlives its request
            elif path == "/state":
                self.answer(200, {"sent": self.world.sent, "latencies": self.world.latencies})
            elif path.endswith("/getupdates"):
                self.answer(200, {"ok": True, "result": await self.world.updates(body)})
            else:
                self.answer(200, {"ok": True, "result": RESULTS.get(path.rpartition("/")[2], True)})


if __name__ == "__main__":
    world = World()
    asyncio.run(serve(lambda: Wire(world)))
