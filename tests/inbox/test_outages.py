"""The database's faults are not blamed on an update, and an update's faults not on the database."""

import asyncio
import sqlite3

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.database import open_database
from inbox import handle_pending as module
from inbox.handle_pending import handle_pending, is_outage
from models.kinds import UpdateState
from tests.databases import migrate
from tests.inbox.desks import Notebook, arrival, desk, keep_all


def sqlite_error(name):
    error = sqlite3.OperationalError(name)
    error.sqlite_errorname = name
    return OperationalError("x", {}, error)


def postgres_error(kind, cls=OperationalError):
    return cls("x", {}, kind("x"))


OUTAGES = [
    OSError("disk"),
    TimeoutError(),
    PoolTimeoutError(),
    sqlite_error("SQLITE_BUSY"),
    sqlite_error("SQLITE_FULL"),
    sqlite_error("SQLITE_IOERR_WRITE"),
    postgres_error(psycopg.OperationalError),  # the server was never reached
    postgres_error(psycopg.errors.AdminShutdown),
    postgres_error(psycopg.errors.DeadlockDetected),
    postgres_error(psycopg.errors.DiskFull),
    postgres_error(psycopg.errors.LockNotAvailable),
    postgres_error(psycopg.errors.TooManyConnections),
    DBAPIError("x", {}, Exception(), connection_invalidated=True),
]
FAULTS = [
    ValueError("x"),
    KeyError("x"),
    sqlite_error("SQLITE_CONSTRAINT"),
    sqlite_error("SQLITE_ERROR"),
    postgres_error(psycopg.errors.UniqueViolation, IntegrityError),
    postgres_error(psycopg.errors.UndefinedTable),
    postgres_error(psycopg.errors.QueryCanceled),
    postgres_error(psycopg.errors.NumericValueOutOfRange, DBAPIError),
]


@pytest.mark.parametrize("error", OUTAGES, ids=repr)
def test_the_databases_fault_is_an_outage(error):
    assert is_outage(error)


@pytest.mark.parametrize("error", FAULTS, ids=repr)
def test_any_other_fault_is_none(error):
    assert not is_outage(error)


def make_durable(server, url):
    """Test servers forget their last commits when they die; this database must not."""
    server._do(f'ALTER DATABASE "{make_url(url).database}" SET synchronous_commit = on')


async def test_postgresql_that_dies_under_a_handler_loses_nothing_and_blames_nobody(
    private_postgres, clock, monkeypatch
):
    monkeypatch.setattr(module, "LOOK_AGAIN", 0.1)
    url = private_postgres.create_database()
    await asyncio.to_thread(migrate, url)
    await asyncio.to_thread(make_durable, private_postgres, url)
    database = open_database(url, clock)
    notebook = Notebook()
    deaths = 4  # more than the attempts an update has

    async def die(session, kept):
        nonlocal deaths
        await session.execute(text("SELECT 1"))
        if kept.update_id == 2 and deaths:
            deaths -= 1
            await asyncio.to_thread(private_postgres.stop)
            try:
                await session.execute(text("SELECT 1"))
            finally:
                await asyncio.to_thread(private_postgres.start)

    notebook.on_handle = die
    await keep_all(database, arrival(1, "g1"), arrival(2, "g2"), arrival(3, "g2"))
    stop = asyncio.Event()
    worker = asyncio.create_task(handle_pending(desk(database, notebook), stop))
    async with asyncio.timeout(60):
        for update_id in (1, 2, 3):
            await notebook.has_done(update_id)
    stop.set()
    await worker
    async with database.reading() as session:
        rows = (await session.execute(text("SELECT state, attempts FROM inbox_update ORDER BY update_id"))).all()
    await database.dispose()
    assert deaths == 0
    assert [state for state, _ in rows] == [UpdateState.DONE] * 3
    assert max(attempts for _, attempts in rows) <= 1
