"""The console on a real port, over a small pyramid, with clocks that are moved by hand."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientResponse, CookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from bot.database import Database, open_database
from console.issue_ticket import issue_ticket
from console.routes import console_routes
from tests.console.ogg import voice_note
from tests.console.world import Clock, build, small_policy

CSRF = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass
class Visitor:
    """Somebody's browser: it keeps cookies, and sends what browsers send with a form."""

    client: TestClient[web.Request, web.Application]
    origin: str

    async def page(self, path: str, status: int = 200, **headers: str) -> str:
        """The text of a page that must answer with this status."""
        response = await self.client.get(path, headers=headers, allow_redirects=False)
        text = await response.text()
        assert response.status == status, f"{path}: {response.status}\n{text[:600]}"
        return text

    async def csrf(self) -> str:
        found = CSRF.search(await (await self.client.get("/console/notices")).text())
        return found[1] if found else ""

    async def post(
        self, path: str, *, csrf: str | None = None, headers: dict[str, str] | None = None, **form: str
    ) -> ClientResponse:
        """Press a button of our own page, unless told otherwise."""
        token = await self.csrf() if csrf is None else csrf
        sent = {"Origin": self.origin, "Sec-Fetch-Site": "same-origin"} if headers is None else headers
        return await self.client.post(path, data={**form, "csrf": token}, headers=sent, allow_redirects=False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def small_world(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small pyramid in a file that nobody works in: copying it is quicker than building it."""
    file = tmp_path_factory.mktemp("console") / "small.db"
    shutil.copyfile(migrated_sqlite, file)

    async def fill() -> None:
        made = open_database(f"sqlite+aiosqlite:///{file}", Clock().machine)
        async with made.transaction() as session:
            await build(session)
        await made.dispose()  # the last connection writes everything into the one file

    asyncio.run(fill())
    return file


@pytest.fixture
async def database(tmp_path: Path, clock: Clock, small_world: Path) -> AsyncIterator[Database]:
    file = tmp_path / "pagoda.db"
    shutil.copyfile(small_world, file)
    made = open_database(f"sqlite+aiosqlite:///{file}", clock.machine)
    yield made
    await made.dispose()


async def picture_of(bot_id: int, file_id: str) -> bytes | None:
    """What Telegram holds: a voice, nothing at all, or one picture under any other name."""
    if file_id == "spoken":
        return voice_note()
    return None if file_id == "gone" else f"\xff\xd8{bot_id}:{file_id}".encode("latin-1")


@pytest.fixture
async def server(database, clock) -> AsyncIterator[TestServer]:
    app = web.Application()
    routes = console_routes(
        transaction=database.transaction,
        reading=database.reading,
        now=clock.now,
        machine_now=clock.machine,
        policy=small_policy(),
        cell="A",
        secure_cookies=False,
        language="zh",
        time_zone="Asia/Shanghai",
        picture=picture_of,
    )
    app.add_routes(routes)
    made = TestServer(app)
    await made.start_server()
    yield made
    await made.close()


@pytest.fixture
async def stranger(server) -> AsyncIterator[Callable[[], Visitor]]:
    """Browsers of people who have not signed in."""
    opened: list[TestClient[web.Request, web.Application]] = []

    def open_one() -> Visitor:
        client = TestClient(server, cookie_jar=CookieJar(unsafe=True))
        opened.append(client)
        return Visitor(client, str(server.make_url("/")).rstrip("/"))

    yield open_one
    for client in opened:
        await client.session.close()


@pytest.fixture
def ticket(database, clock) -> Callable[[int], Awaitable[str]]:
    """A one-time word for a person."""

    async def issue(person: int) -> str:
        async with database.transaction() as session:
            return await issue_ticket(session, person, now=clock.now())

    return issue


@pytest.fixture
def signed_in(stranger, ticket) -> Callable[[int], Awaitable[Visitor]]:
    """The browser of a person who came in by the link."""

    async def enter(person: int) -> Visitor:
        visitor = stranger()
        response = await visitor.post("/console/enter", csrf="", ticket=await ticket(person))
        assert response.status == 303, await response.text()
        return visitor

    return enter
