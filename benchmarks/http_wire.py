"""HTTP/1.1 as far as our clients speak it: requests with a length, answers with a length. The ending of both stubs."""

import asyncio
import json
import re
from abc import abstractmethod
from collections.abc import Callable
from typing import Any

CHAT = re.compile(rb"chat_id\"?[=:]\s*(-?\d+)|name=\"chat_id\"\r\n\r\n(-?\d+)")
LENGTH = re.compile(rb"content-length: (\d+)")


class HttpWire(asyncio.Protocol):
    """One connection; `take` is called for each request, in order."""

    def __init__(self) -> None:
        self.buffer = b""
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

    @abstractmethod
    def take(self, path: bytes, body: bytes) -> None:
        """A request came."""

    def answer(self, status: int, content: dict[str, Any]) -> None:
        """JSON, unless they have gone."""
        if self.transport.is_closing():
            return
        body = json.dumps(content, ensure_ascii=False).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


def chat_in(body: bytes) -> int:
    """The chat that a request names, however it is written."""
    found = CHAT.search(body)
    return int(found[1] or found[2]) if found else 0


def me(number: int, name: str) -> dict[str, Any]:
    """What getMe says."""
    more = {"can_join_groups": True, "can_read_all_group_messages": True, "supports_inline_queries": False}
    return {"id": number, "is_bot": True, "first_name": "bench", "username": name} | more


def message(number: int, chat: int) -> dict[str, Any]:
    """What sendMessage says."""
    return {"message_id": number, "date": 1, "chat": {"id": chat, "type": "supergroup", "title": "x"}, "text": "x"}


async def serve(wire: Callable[[], HttpWire]) -> None:
    """Listen on a free port of this machine, and say which."""
    server = await asyncio.get_running_loop().create_server(wire, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()
