"""The sandbox as a server: all faces on one port of this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from aiohttp import web

from sandbox.bot_face import BotFace
from sandbox.control.routes import control_routes
from sandbox.pages_face import page_routes
from sandbox.people.routes import people_routes
from sandbox.request import MAX_BODY
from sandbox.scene_routes import Scenes
from sandbox.telegram import Telegram

PAGES = Path(__file__).parent / "pages"
SCENES = Path(__file__).parent / "scenes"


@dataclass(slots=True, frozen=True)
class RunningSandbox:
    """`url` has no slash at the end; `telegram` is the state, for tests in the same process."""

    url: str
    telegram: Telegram


@asynccontextmanager
async def running_sandbox(
    host: str = "127.0.0.1", port: int = 0, *, flood: bool = False, transcript: bool = True, seed: int = 0
) -> AsyncIterator[RunningSandbox]:
    """Serve while the block runs; port 0 takes a free one. ValueError unless `host` is a loopback address."""
    check_loopback(host)
    telegram = Telegram(seed=seed, flood=flood, transcript=transcript)
    runner = web.AppRunner(application(telegram), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        taken = runner.addresses[0][1]
        shown = f"[{host}]" if ":" in host else host
        yield RunningSandbox(f"http://{shown}:{taken}", telegram)
    finally:
        await telegram.close()
        await runner.cleanup()


def application(telegram: Telegram) -> web.Application:
    """All routes over one state."""
    app = web.Application(client_max_size=MAX_BODY)
    app.add_routes(BotFace(telegram).routes())
    app.add_routes(people_routes(telegram))
    app.add_routes(control_routes(telegram))
    scenes = Scenes(telegram, SCENES, PAGES / "pictures")
    app.add_routes(scenes.routes())
    app.on_shutdown.append(scenes.close)
    app.add_routes(page_routes(PAGES))
    return app


def check_loopback(host: str) -> None:
    """Nobody but this machine may play here: ValueError for any other address."""
    try:
        loopback = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise ValueError(f"the sandbox listens on loopback addresses only, not on {host}")


async def serve(host: str, port: int, *, flood: bool, transcript: bool, seed: int) -> None:
    """Run until cancelled; says on one line where."""
    async with running_sandbox(host, port, flood=flood, transcript=transcript, seed=seed) as sandbox:
        print(f"sandbox listening on {sandbox.url}", flush=True)  # noqa: T201 - the one line that others wait for
        await asyncio.Event().wait()
