"""Several processes of the house on one PostgreSQL, each with some of its roles."""

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.databases import migrate
from tests.stories.bot_process import BotProcess
from tests.stories.city import WORDS, City, until

COPIES = "SELECT count(*) FROM outgoing WHERE kind = 'notice_copy' AND state = 'sent'"


class Part(BotProcess):
    """`run --only ROLES`, asked through PostgreSQL."""

    roles = ""

    def start(self) -> None:
        self.process = self._fork(["run", "--only", self.roles])

    def ask(self, sql: str):
        plain = make_url(self.city.wish["database_url"]).set(drivername="postgresql")
        with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:
            return connection.execute(sql.encode()).fetchone()[0]


@asynccontextmanager
async def parts(city: City, folder: Path, url: str, *roles: str):
    """Processes with these roles, at work on a loaded pyramid; none is left behind."""
    await asyncio.to_thread(migrate, url)
    made = []
    for place, only in enumerate(roles):
        (folder / f"part{place}" / "data").mkdir(parents=True)
        part = Part(city, folder / f"part{place}", {"PAGODA_DATA_DIR": str(folder / f"part{place}" / "data")})
        part.environment["PAGODA_DATA_DIR"] = str(folder / f"part{place}" / "data")
        part.roles = only
        made.append(part)
    try:
        await asyncio.to_thread(made[0].load_roster)
        for part in made:
            part.start()
        for part in made:
            await until(lambda part=part: is_listening(part), within=120)
        yield made
    finally:
        for part in made:
            part.end()


async def is_listening(part: Part) -> bool:
    """Has it said where it listens?"""
    words = part.log.read_text(encoding="utf-8") if part.log.exists() else ""
    assert part.process.is_alive(), words[-2000:]
    return "listening on" in words


async def publish(city: City, part: Part) -> None:
    """A notice to everybody, written on the command line."""
    ids = {key: str(person.id) for key, person in city.people.items()}
    wish = ["--by", ids["boss"], "--to", "HQ", "--text", WORDS, "--approve-by", ids["deputy"]]
    await asyncio.to_thread(part.do, "publish", *wish)
