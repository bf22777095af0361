"""Figures of the database alone: a city's roster, and a notice for all its groups."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.databases import load, now, opened
from benchmarks.measure import Figure
from benchmarks.pyramid import PEOPLE_FROM, REAL, SECOND
from bot.database import Database
from broadcasts.submit_notice import submit_notice
from models.kinds import NoticeKind
from pyramid.lookup import actor_of, unit_by_code
from pyramid.policy import read_policy

GROUPS = 1 + sum(REAL)
GIVEN_URL = "PAGODA_TEST_POSTGRES_URL"
BARE = """
INSERT INTO outgoing (bot_id, group_id, kind, subject_id, viewer, args, priority, repeat, key, wanted, shown, state,
                      not_before, caused_at, attempts, unsure, offered)
SELECT bot_id, id, 'bare', 1, '', '{}', 3, 'again', 'bare:' || id, 1, 0, 'pending', '2030-01-01 00:00:00.000000',
       '2030-01-01 00:00:00.000000', 0, 0, '[]' FROM chat_group
"""


def roster() -> Iterator[Figure]:
    """The real size: 1/8/170/309/9,538 units with their people."""
    for name, url in addresses():
        with opened(url) as (runner, database):
            seconds = runner.run(load(database, REAL))
            again = runner.run(load(database, REAL))
        yield Figure(f"load-roster, {GROUPS} units, {name}, s", f"{seconds:.1f}", goal="< 30 s", is_met=seconds < 30)
        yield Figure(f"… the same again, {name}, s", f"{again:.1f}", goal="< 30 s", is_met=again < 30)


def enqueue() -> Iterator[Figure]:
    """A notice for every group, beside one bare INSERT … SELECT of as many rows."""
    with tempfile.TemporaryDirectory(prefix="pagoda-bench-") as folder:
        file = Path(folder) / "city.sqlite3"
        with opened(f"sqlite+aiosqlite:///{file}") as (runner, database):
            runner.run(load(database, REAL))
            ours = runner.run(published(database))
            with closing(sqlite3.connect(file)) as connection:
                count = connection.execute("SELECT count(*) FROM outgoing WHERE kind = 'notice_copy'").fetchone()[0]
                assert count == GROUPS, count
                connection.execute("PRAGMA synchronous=FULL")
                begun = time.perf_counter()
                connection.execute(BARE)
                connection.commit()
                bare = time.perf_counter() - begun
    yield Figure(
        f"a notice into {GROUPS} rows, ms",
        f"{ours * 1000:.0f}",
        f"{bare * 1000:.0f}",
        f"{ours / bare:.2f}",
        "<= 2 x",
        ours <= 2 * bare,
    )


async def published(database: Database) -> float:
    """Seconds from the wish to the commit of all rows."""
    async with database.transaction() as session:
        author, second = await actor_of(session, PEOPLE_FROM + 1), await actor_of(session, SECOND)
        unit = await unit_by_code(session, "HQ0")
    begun = time.perf_counter()
    async with database.transaction() as session:
        await submit_notice(
            session,
            author=author,
            unit_id=unit.id,
            words="通知 " * 30,
            kind=NoticeKind.EMERGENCY,
            source="command_line",
            approver=second,
            policy=read_policy(""),
            cell="A",
            now=now(),
        )
    return time.perf_counter() - begun


def addresses() -> Iterator[tuple[str, str]]:
    """SQLite always; PostgreSQL where PAGODA_TEST_POSTGRES_URL names a server or initdb is here."""
    with tempfile.TemporaryDirectory(prefix="pagoda-bench-") as folder:
        yield "SQLite", f"sqlite+aiosqlite:///{Path(folder) / 'city.sqlite3'}"
    from tests.databases import OwnPostgres, PostgresServer, postgres_programs  # noqa: PLC0415 - it needs pytest

    given, programs = os.environ.get(GIVEN_URL), postgres_programs()
    if given or programs:
        server = PostgresServer(given) if given else OwnPostgres(programs)
        url = server.create_database()
        yield "PostgreSQL", url
        server.drop_database(url)
        if isinstance(server, OwnPostgres):
            server.remove()
