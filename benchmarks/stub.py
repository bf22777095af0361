"""A Bot API server that does nearly nothing, in a process of its own, so that what is measured is the client.

POST /load takes {"updates": [...], "every": seconds}; GET /state tells how many were sent and how long each answer took.
"""

import asyncio
import json
import re
import time
from typing import Any

CHAT = re.compile(rb"chat_id\"?[=:]\s*(-?\d+)")
OFFSET = re.compile(rb"offset\"?[=:]\s*(-?\d+)")
BATCH = 100
ME = {
    "id": 5000000001,
    "is_bot": True,
    "first_name": "bench",
    "username": "bench_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": False,
}


class World:
    """What waits, and what was sent."""

    def __init__(self) -> None:
        self.waiting: list[dict[str, Any]] = []
        self.news = asyncio.Event()
        self.sent = 0
        self.offered_at: dict[int, float] = {}
        self.latencies: list[float] = []

    async def load(self, wish: dict[str, Any]) -> None:
        """All at once, or one every so many seconds."""
        self.sent, self.latencies, self.waiting = 0, [], []
        self.offered_at.clear()
        every = wish.get("every", 0)
        if not every:
            self.waiting = wish["updates"]
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
        found = CHAT.search(body)
        chat = int(found[1]) if found else 0
        self.sent += 1
        begun = self.offered_at.pop(chat, None)
        if begun is not None:
            self.latencies.append(time.perf_counter() - begun)
        return {
            "message_id": self.sent,
            "date": 1,
            "chat": {"id": chat, "type": "supergroup", "title": "x"},
            "text": "x",
        }


class Wire(asyncio.Protocol):
    """HTTP/1.1 as far as two clients speak it: requests with a length, answers with a length."""

    def __init__(self, world: World) -> None:
        self.world, self.buffer = world, b""
        self.transport: Any = None
        self.queue: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.worker = asyncio.ensure_future(self.work())

    def connection_lost(self, error: Exception | None) -> None:
        self.worker.cancel()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].lower()
            found = re.search(rb"content-length: (\d+)", head)
            length = int(found[1]) if found else 0
            if len(self.buffer) < end + 4 + length:
                return
            path = self.buffer[:end].split(b" ", 2)[1].decode()
            body = self.buffer[end + 4 : end + 4 + length]
            self.buffer = self.buffer[end + 4 + length :]
            if path.lower().endswith("/sendmessage"):
                self.answer({"ok": True, "result": self.world.send(body)})
            else:
                self.queue.put_nowait((path.lower(), body))

    async def work(self) -> None:
        while True:
            path, body = await self.queue.get()
            if path == "/load":
                self.answer({"ok": True})
                await self.world.load(json.loads(body))
            elif path == "/state":
                self.answer({"sent": self.world.sent, "latencies": self.world.latencies})
            elif path.endswith("/getupdates"):
                self.answer({"ok": True, "result": await self.world.updates(body)})
            elif path.endswith("/getme"):
                self.answer({"ok": True, "result": ME})
            elif path.endswith("/getwebhookinfo"):
                self.answer(
                    {"ok": True, "result": {"url": "", "has_custom_certificate": False, "pending_update_count": 0}}
                )
            else:
                self.answer({"ok": True, "result": True})

    def answer(self, content: dict[str, Any]) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


async def serve() -> None:
    world = World()
    server = await asyncio.get_running_loop().create_server(lambda: Wire(world), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
