"""Webhook route of our own: 200 only after the commit, 503 while the database is away, nothing without the secret."""

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

LARGEST = 1_000_000  # bytes
HEADER = "X-Telegram-Bot-Api-Secret-Token"
Receive = Callable[[int, Sequence[dict[str, Any]]], Awaitable[None]]


def webhook_routes(bots: Mapping[int, str], secret: str, receive: Receive) -> list[web.RouteDef]:
    """POST /telegram/{bot_id}; `bots` maps our bot ids to anything, unknown ids are 404."""
    wanted = secret.encode()

    async def on_post(request: web.Request) -> web.Response:
        given = request.headers.getall(HEADER, [])
        if len(given) != 1 or not hmac.compare_digest(given[0].encode("utf-8", "surrogateescape"), wanted):
            return web.Response(status=401)
        bot_id = next((known for known in bots if str(known) == request.match_info["bot_id"]), None)
        if bot_id is None:
            return web.Response(status=404)
        body = b"" if (request.content_length or 0) > LARGEST else await request.read()
        if (request.content_length or len(body)) > LARGEST:
            return web.Response(status=413)
        try:
            update = json.loads(body)
            if not isinstance(update["update_id"], int):
                return web.Response(status=400)
        except (ValueError, KeyError, TypeError, RecursionError):
            return web.Response(status=400)
        try:
            await receive(bot_id, [update])
        except (SQLAlchemyError, OSError):
            return web.Response(status=503, headers={"Retry-After": "5"})
        return web.Response(status=200)

    return [web.post(r"/telegram/{bot_id:\d+}", on_post)]
