"""A Bot API server that keeps Telegram's limit per token, in a process of its own, and notes what arrived when.

POST /rules {"model", "rate", "latency", "retry_after"} begins anew (see `limits.py`; answers take `latency` seconds); GET /seen tells
what came.
"""

import asyncio
import json
import re
import time
from collections import defaultdict
from dataclasses import asdict
from typing import Any

from benchmarks.http_wire import HttpWire, chat_in, me, message, serve
from benchmarks.limits import Account, Rules

TOKEN = re.compile(rb"/bot([^/]+)/(\w+)")
ASIDE = b"URGENT"  # a message with this word is timed on its own


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
            return 429, {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry later",
                "parameters": {"retry_after": int(wait) if wait == int(wait) else wait},
            }
        chat = chat_in(body)
        if ASIDE in body:
            self.aside.append(now)
        else:
            self.chats[chat] += 1
            self.arrived.append(now)
        return 200, {"ok": True, "result": message(len(self.arrived), chat)}

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


class Wire(HttpWire):
    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world

    def take(self, path: bytes, body: bytes) -> None:
        call = TOKEN.match(path)
        if path == b"/rules":
            self.world.begin(json.loads(body))
            self.answer(200, {"ok": True})
        elif path == b"/seen":
            self.answer(200, self.world.seen())
        elif call and call[2].lower() == b"sendmessage":
            status, content = self.world.send(call[1], body)
            asyncio.get_running_loop().call_later(self.world.rules.latency, self.answer, status, content)
        elif call and call[2].lower() == b"getme":
            number = int(call[1].split(b":")[0])
            self.answer(200, {"ok": True, "result": me(number, f"bench{number}_bot")})
        else:
            self.answer(200, {"ok": True, "result": True})


if __name__ == "__main__":
    world = World()
    asyncio.run(serve(lambda: Wire(world)))
