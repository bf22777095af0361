"""`demo`: sandbox, bot and a seeded pyramid in one go, all of it the real thing, on this machine alone."""

import asyncio
import contextlib
import csv
import io
import socket
import sys
import tempfile
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, web

from bot.app import ROLES, App
from bot.operations import do_load_roster
from bot.operator import Workplace
from bot.service import serve
from bot.settings import Settings
from console.issue_ticket import issue_ticket, path_of
from pyramid.lookup import actor_of
from pyramid.policy import Policy, read_policy

TOWN = Path(__file__).parent.parent / "sandbox" / "scenes" / "town.toml"
LADDERS = Path(__file__).with_name("demo_policy.toml")
ROOT = TOWN.parent.parent.parent
TOKEN = "7000000001:" + "demo" * 8 + "abc"  # the sandbox's own; no other server knows it
WAIT = 20.0  # seconds that the sandbox may take to listen


async def play(port: int, http: int) -> int:
    """Run until interrupted; the exit status. A port that is taken is passed over for a free one."""
    town = tomllib.loads(TOWN.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="pagoda-demo-") as folder:
        try:
            async with _sandbox(_free(port)) as url:
                return await _bot(town, url, _free(http), Path(folder))
        except (TimeoutError, OSError, ClientError) as error:
            print(f"the sandbox does not answer ({error or type(error).__name__}): try once more", file=sys.stderr)
            return 1


def _free(port: int) -> int:
    """The port if nobody listens there, else 0: any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


@asynccontextmanager
async def _sandbox(port: int) -> AsyncIterator[str]:
    """The small Telegram, in a process of its own."""
    command = [sys.executable, "-m", "sandbox", "--port", str(port)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(WAIT):
            told = (await process.stdout.readline()).decode()
        if "http://" not in told:
            raise OSError("it ended at once")
        yield told[told.index("http://") :].strip()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _bot(town: dict[str, Any], sandbox: str, http: int, folder: Path) -> int:
    settings = Settings.model_validate(
        {"bot_tokens": TOKEN, "api_url": sandbox, "http": f"127.0.0.1:{http}", "data_dir": folder}
    )
    policy = demo_policy()
    async with ClientSession() as stage:
        await _post(stage, f"{sandbox}/control/town", {"token": TOKEN})
        seeding: list[asyncio.Task[None]] = []

        def listening(app: App, url: str) -> None:
            seeding.append(asyncio.create_task(_welcome(app, url, town, stage, sandbox)))

        return await serve(settings, policy, ROLES, listening=listening, more_routes=lambda app: _door(app, town))


def demo_policy() -> Policy:
    """The built-in policy, and a ladder for each scene that shows one."""
    policy = read_policy(LADDERS.read_text(encoding="utf-8"))
    assert isinstance(policy, Policy), policy
    return policy


def _door(app: App, town: dict[str, Any]) -> list[web.RouteDef]:
    """/demo/console: a visitor of the demo is let in as the head office, with a fresh ticket each time."""
    boss = next(person["id"] for person in town["person"] if person["role"] == "hq_office")

    async def enter(_: web.Request) -> web.Response:
        async with app.database.transaction() as session:
            actor = await actor_of(session, boss)
            if actor.person_id is None:
                raise web.HTTPServiceUnavailable(text="the roster is being loaded, try again in a second")
            ticket = await issue_ticket(session, actor.person_id, now=app.clock.now())
        raise web.HTTPSeeOther(path_of(ticket))

    return [web.get("/demo/console", enter)]


async def _welcome(app: App, url: str, town: dict[str, Any], stage: ClientSession, sandbox: str) -> None:
    """Load the roster, say where everything is, and let everybody who has a post press Start."""
    place = Workplace(app.database, app.clock, app.policy, app.settings)
    done = await do_load_roster(place, {"units": units_csv(town), "people": people_csv(town)})
    if done["errors"]:
        raise ValueError("; ".join(done["errors"]))
    console = f"{url}/demo/console"
    await _post(stage, f"{sandbox}/control/stage", {"bot": url, "console": console, "title": town["name"]["zh"]})
    print(f"chat page  {sandbox}/", flush=True)
    print(f"console    {console}", flush=True)
    for person in town["person"]:
        await _post(stage, f"{sandbox}/people/start", {"user": person["id"], "bot": town["bot"]["username"]})


async def _post(stage: ClientSession, url: str, body: dict[str, Any]) -> None:
    async with stage.post(url, json=body) as response:
        if response.status >= 400:  # noqa: PLR2004 - HTTP
            raise OSError(f"{url} answers {response.status}: {await response.text()}")


def units_csv(town: dict[str, Any]) -> str:
    """units.csv of the town."""
    columns = ("code", "parent", "tier", "kind", "name", "chat_id")
    return _csv(columns, [[unit[column] for column in columns] for unit in town["unit"]])


def people_csv(town: dict[str, Any]) -> str:
    """people.csv of the town: those with posts."""
    rows = [[person["id"], person["first"], person["role"], person["unit"], "zh"] for person in town["person"]]
    return _csv(("user_id", "name", "role", "unit", "language"), rows)


def _csv(columns: tuple[str, ...], rows: list[list[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
