"""Databases to measure on: migrated, with a pyramid in it."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from benchmarks.pyramid import REAL, roster
from bot.database import Database, open_database
from bot.migrate import migrate
from pyramid.load_roster import load_roster

SMALL = (2, 12, 24, 700)
ROOT = tempfile.TemporaryDirectory(prefix="pagoda-bench-base-")


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opened(url: str) -> Iterator[tuple[asyncio.Runner, Database]]:
    """A migrated database and a loop to use it in."""
    with asyncio.Runner() as runner:
        database = open_database(url, now)
        runner.run(migrate(database))
        try:
            yield runner, database
        finally:
            runner.run(database.dispose())


async def load(database: Database, counts: tuple[int, int, int, int]) -> float:
    """Load a generated roster; seconds."""
    units, people, _ = roster(counts)
    begun = time.perf_counter()
    async with database.transaction() as session:
        outcome = await load_roster(session, units, people, now=now())
    assert not outcome.errors, outcome.errors[:3]
    return time.perf_counter() - begun


@cache
def small_city() -> tuple[Path, list[int]]:
    """(file with a loaded pyramid of 739 units, chats of its micro-grids); made once."""
    file = Path(ROOT.name) / "small.sqlite3"
    with opened(f"sqlite+aiosqlite:///{file}") as (runner, database):
        runner.run(load(database, SMALL))
    return file, roster(SMALL)[2]


@cache
def whole_city() -> tuple[Path, list[int]]:
    """(file with a loaded pyramid of 10,026 units, chats of its micro-grids); made once."""
    file = Path(ROOT.name) / "whole.sqlite3"
    with opened(f"sqlite+aiosqlite:///{file}") as (runner, database):
        runner.run(load(database, REAL))
    return file, roster(REAL)[2]
