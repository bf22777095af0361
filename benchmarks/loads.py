"""Figures of the database alone: a city's roster."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.databases import load, opened
from benchmarks.measure import Figure
from benchmarks.pyramid import REAL

GROUPS = 1 + sum(REAL)
GIVEN_URL = "PAGODA_TEST_POSTGRES_URL"


def roster() -> Iterator[Figure]:
    """The real size: 1/8/170/309/9,538 units with their people."""
    for name, url in addresses():
        with opened(url) as (runner, database):
            seconds = runner.run(load(database, REAL))
            again = runner.run(load(database, REAL))
        yield Figure(f"load-roster, {GROUPS} units, {name}, s", f"{seconds:.1f}", goal="< 30 s", is_met=seconds < 30)
        yield Figure(f"… the same again, {name}, s", f"{again:.1f}", goal="< 30 s", is_met=again < 30)


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
