"""What an operator does on the command line: directly on the database, or through the running bot that owns the file."""

import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.clock import Clock
from bot.database import Database, open_database
from bot.migrate import migrate, missing_revision
from bot.presence import Presence, running_on
from bot.settings import Settings
from pyramid.policy import Policy

HEADER = "X-Pagoda-Key"


class OperationRefused(Exception):  # noqa: N818 - a refusal, told as one line
    """It was not done; the text says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """What an operation works on."""

    database: Database
    clock: Clock
    policy: Policy
    settings: Settings


Operation = Callable[[Workplace, dict[str, Any]], Awaitable[dict[str, Any]]]


def operator_routes(place: Workplace, key: str, operations: dict[str, Operation]) -> list[web.RouteDef]:
    """POST /operator/<name> with the key that only the owner of the data folder can read."""

    async def on_post(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode("utf-8", "surrogateescape"), key.encode()):
            return web.Response(status=404)
        operation = operations.get(request.match_info["name"])
        if operation is None:
            return web.Response(status=404)
        try:
            return web.json_response({"done": await operation(place, await request.json())})
        except OperationRefused as refusal:
            return web.json_response({"refused": str(refusal)})

    return [web.post("/operator/{name}", on_post)]


@asynccontextmanager
async def operating(settings: Settings, policy: Policy, operations: dict[str, Operation]) -> AsyncIterator[Any]:
    """Gives `await do(name, wish)`. On an embedded database that a bot has open, the wish is sent to that bot.

    Raises OperationRefused.
    """
    if settings.is_embedded:
        presence = Presence(settings.data_dir)
        if not presence.take():
            yield _through_the_bot(settings)
            return
    else:
        presence = None
    clock = Clock()
    database = open_database(settings.database, clock.machine)
    place = Workplace(database, clock, policy, settings)

    async def do(name: str, wish: dict[str, Any]) -> dict[str, Any]:
        return await operations[name](place, wish)

    try:
        if settings.is_embedded:
            await migrate(database)
        elif await missing_revision(database) is not None:
            raise OperationRefused("the database is not at the newest schema: run `python -m bot migrate` first")
        yield do
    finally:
        await database.dispose()
        if presence is not None:
            presence.leave()


def _through_the_bot(settings: Settings) -> Operation:
    async def do(name: Any, wish: dict[str, Any]) -> dict[str, Any]:
        running = running_on(settings.data_dir)
        if running is None:
            raise OperationRefused(
                "the bot that owns the database is just starting or stopping: try again in a few seconds"
            )
        try:
            async with (
                ClientSession(timeout=ClientTimeout(total=600)) as http,
                http.post(f"{running.url}/operator/{name}", json=wish, headers={HEADER: running.key}) as response,
            ):
                answer = json.loads(await response.read())
        except (ClientError, OSError, ValueError) as error:
            raise OperationRefused(
                f"the running bot did not answer ({type(error).__name__}): is it stopping?"
            ) from error
        if "refused" in answer:
            raise OperationRefused(answer["refused"])
        return dict(answer["done"])

    return do
