"""Statements run where the loop runs; what waits does not stop it."""

import asyncio
import sqlite3
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, literal_column, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import session as asyncio_session

from bot import outage, sqlite_on_loop
from bot.database import open_database

NUMBERS = Table("numbers", MetaData(), Column("number", Integer))


@pytest.fixture
async def database(tmp_path):
    made = open_database(f"sqlite+aiosqlite:///{tmp_path / 'small.sqlite3'}", lambda: datetime.now(UTC))
    async with made.transaction() as session:
        await session.execute(text("CREATE TABLE numbers (number INTEGER)"))
    yield made
    await made.dispose()


async def add(database, number):
    async with database.transaction() as session:
        await session.execute(insert(NUMBERS).values(number=number))


async def numbers(database):
    async with database.reading() as session:
        return list(await session.scalars(select(NUMBERS.c.number).order_by(NUMBERS.c.number)))


async def test_a_lock_of_another_program_is_waited_for_while_the_loop_goes_on(database, tmp_path):
    other = sqlite3.connect(tmp_path / "small.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(add(database, 1))
    for _ in range(5):  # the loop goes round meanwhile
        await asyncio.sleep(0.01)
    assert not writing.done()
    other.execute("COMMIT")
    await writing
    other.close()
    assert await numbers(database) == [1]


async def test_a_lock_that_stays_is_an_error_with_its_name(database, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite_on_loop, "LOCK_PATIENCE", 0.02)
    other = sqlite3.connect(tmp_path / "small.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError) as told:
        await add(database, 1)
    other.close()
    assert told.value.orig.sqlite_errorname == "SQLITE_BUSY"
    assert database.trouble == outage.LOCKED


async def test_only_what_writes_rows_out_of_rows_leaves_the_loop(database):
    here = threading.get_ident()
    async with database.transaction() as session:
        raw = await (await session.connection()).get_raw_connection()
        raw.driver_connection.create_function("thread", 0, threading.get_ident)
        thread = literal_column("thread()")
        await session.execute(insert(NUMBERS).values(number=thread))
        await session.execute(insert(NUMBERS).from_select(["number"], select(thread)))
        seen = list(await session.scalars(select(NUMBERS.c.number)))
    assert seen[0] == here
    assert seen[1] != here


async def test_a_transaction_that_fails_leaves_nothing(database):
    with pytest.raises(RuntimeError):
        async with database.transaction() as session:
            await session.execute(insert(NUMBERS).values(number=1))
            raise RuntimeError
    await add(database, 2)
    assert await numbers(database) == [2]


async def test_writers_wait_for_each_other(database):
    await asyncio.gather(*(add(database, number) for number in range(20)))
    assert await numbers(database) == list(range(20))


async def test_a_commit_leaves_the_loop_once_the_disk_was_slow(database, monkeypatch):
    seen = []

    def commit(connection):
        seen.append(threading.get_ident())
        sqlite3.Connection.commit(connection)

    monkeypatch.setattr(sqlite_on_loop.Connection, "commit", commit)
    monkeypatch.setattr(sqlite_on_loop, "QUICK", 60)
    await add(database, 0)
    monkeypatch.setattr(sqlite_on_loop, "QUICK", -1)  # no disk is so quick
    for number in range(1, sqlite_on_loop.SLOW_IN_A_ROW + 2):
        await add(database, number)
    here = threading.get_ident()
    assert [thread == here for thread in seen] == [True] * (sqlite_on_loop.SLOW_IN_A_ROW + 1) + [False]
    assert len(await numbers(database)) == len(seen)


async def test_a_writer_that_goes_on_and_on_lets_others_in(database):
    async def on_and_on():
        for number in range(100):
            await add(database, number)

    writing = asyncio.create_task(on_and_on())
    await asyncio.sleep(0)
    await add(database, 1000)
    assert not writing.done()
    await writing


async def test_between_its_begin_and_its_end_a_transaction_needs_no_greenlet(database, monkeypatch):
    async with database.transaction() as session:
        await session.execute(select(NUMBERS.c.number))
        with monkeypatch.context() as within:
            within.setattr(asyncio_session, "greenlet_spawn", None)  # whoever calls it fails
            await session.execute(insert(NUMBERS).values(number=1))
            assert await session.scalar(select(NUMBERS.c.number)) == 1
            assert list(await session.scalars(select(NUMBERS.c.number))) == [1]
            await session.flush()
    assert await numbers(database) == [1]
