"""A Bot API server that keeps Telegram's limit per token, in a process of its own, and notes what arrived when.

`bucket` holds a second's worth and refills evenly; `window` is the strict reading: never more than a second's worth in any trailing
second, as requests arrive. Whoever is refused is refused until the penalty is over. Answers take `latency` seconds.

POST /rules {"model", "rate", "latency", "retry_after"} begins anew; GET /seen tells what came.
"""

import asyncio
import json
import re
import time
from collections import defaultdict, deque
from dataclasses import asdict, dataclass, field
from typing import Any

CHAT = re.compile(rb"chat_id\"?[=:]\s*(-?\d+)|name=\"chat_id\"\r\n\r\n(-?\d+)")
LENGTH = re.compile(rb"content-length: (\d+)")
TOKEN = re.compile(rb"/bot([^/]+)/(\w+)")
ASIDE = b"URGENT"  # a message with this word is timed on its own


@dataclass
class Rules:
    model: str = "bucket"
    rate: float = 30.0
    latency: float = 0.06
    retry_after: float = 5.0


@dataclass
class Account:
    """What one token has used."""

    level: float = 0.0
    at: float = 0.0
    until: float = 0.0
    times: deque[float] = field(default_factory=deque)

    def admits(self, now: float, rules: Rules) -> bool:
        if now < self.until:
            return False
        if rules.model == "window":
            while self.times and self.times[0] <= now - 1.0:
                self.times.popleft()
            is_free = len(self.times) < rules.rate
            if is_free:
                self.times.append(now)
        else:
            self.level = max(0.0, self.level - (now - self.at) * rules.rate)
            self.at = now
            is_free = self.level + 1 <= rules.rate
            self.level += is_free
        if not is_free:
            self.until = now + rules.retry_after
        return is_free


class World:
    def __init__(self) -> None:
        self.begin({})

    def begin(self, wish: dict[str, Any]) -> None:
        self.rules = Rules(**wish)
        self.accounts: dict[bytes, Account] = defaultdict(Account)
        self.chats: dict[int, int] = defaultdict(int)
        self.arrived: list[float] = []
        self.aside: list[float] = []
        self.refused = 0

    def send(self, token: bytes, body: bytes) -> tuple[int, dict[str, Any]]:
        now = time.monotonic()
        if not self.accounts[token].admits(now, self.rules):
            self.refused += 1
            wait = self.rules.retry_after
            told = {"retry_after": int(wait) if wait == int(wait) else wait}
            return 429, {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry later",
                "parameters": told,
            }
        found = CHAT.search(body)
        chat = int(found[1] or found[2]) if found else 0
        if ASIDE in body:
            self.aside.append(now)
        else:
            self.chats[chat] += 1
            self.arrived.append(now)
        made = {"message_id": len(self.arrived), "date": 1, "chat": {"id": chat, "type": "supergroup", "title": "x"}}
        return 200, {"ok": True, "result": made | {"text": "x"}}

    def seen(self) -> dict[str, Any]:
        times = self.arrived
        return {
            "rules": asdict(self.rules),
            "sent": len(times),
            "chats": len(self.chats),
            "refused": self.refused,
            "span": times[-1] - times[0] if times else 0.0,
            "first": times[0] if times else 0.0,
            "aside": self.aside,
        }


class Wire(asyncio.Protocol):
    """HTTP/1.1 with lengths, one request after the other on a connection."""

    def __init__(self, world: World) -> None:
        self.world, self.buffer = world, b""
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end]
            found = LENGTH.search(head.lower())
            length = int(found[1]) if found else 0
            if len(self.buffer) < end + 4 + length:
                return
            body, self.buffer = self.buffer[end + 4 : end + 4 + length], self.buffer[end + 4 + length :]
            self.take(head.split(b" ", 2)[1], body)

    def take(self, path: bytes, body: bytes) -> None:
        if path == b"/rules":
            self.world.begin(json.loads(body))
            self.answer(200, {"ok": True})
        elif path == b"/seen":
            self.answer(200, self.world.seen())
        elif (call := TOKEN.match(path)) and call[2].lower() == b"sendmessage":
            status, content = self.world.send(call[1], body)
            asyncio.get_running_loop().call_later(self.world.rules.latency, self.answer, status, content)
        elif call and call[2].lower() == b"getme":
            number = int(call[1].split(b":")[0])
            me = {"id": number, "is_bot": True, "first_name": "bench", "username": f"bench{number}_bot"}
            more = {"can_join_groups": True, "can_read_all_group_messages": True, "supports_inline_queries": False}
            self.answer(200, {"ok": True, "result": me | more})
        else:
            self.answer(200, {"ok": True, "result": True})

    def answer(self, status: int, content: dict[str, Any]) -> None:
        if self.transport.is_closing():
            return
        body = json.dumps(content).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


async def serve() -> None:
    world = World()
    server = await asyncio.get_running_loop().create_server(lambda: Wire(world), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
