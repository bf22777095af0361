"""SQLite without threads: statements run where the loop runs, and only what may take long leaves it.

A statement on an embedded database takes some microseconds; handing it to a thread and back takes some hundred. So reads
and writes run at once. Two things do not: a commit that waits for a slow disk, and a fan-out of ten thousand rows; both go to a
thread. Waiting for another program's lock is done by sleeping, never by blocking the loop.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.url import URL
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util.concurrency import await_, in_greenlet

from bot.session_at_once import may_be_long

SQLITE = "sqlite+onloop"
LOCK_PATIENCE = 10.0  # seconds
LOOK_AGAIN = 0.01
QUICK = 0.008  # seconds: a thread that has committed waits as long for its turn while the loop is busy
SLOW_IN_A_ROW = 3  # one alone was a checkpoint
THEN_IN_THREAD = 100  # commits, until the disk is tried again
BEGIN = "BEGIN IMMEDIATE"


class Cursor(sqlite3.Cursor):
    """Has what SQLAlchemy asks of a cursor of its asynchronous kind."""

    async def _async_soft_close(self) -> None:
        """Its rows are in memory or are not wanted: nothing to be waited for."""


class Connection(sqlite3.Connection):
    """Knows whether its transaction has written anything."""

    changes_at_begin = 0
    slow = 0  # commits in a row that kept the loop waiting
    in_thread = 0  # so many of the next ones go to a thread

    def cursor(self, factory: Any = Cursor) -> Any:
        """One of ours."""
        return super().cursor(factory)

    def commit_here(self) -> None:
        """Commit at once, and learn whether the next one may be done so."""
        begun = time.monotonic()
        self.commit()
        self.slow = self.slow + 1 if time.monotonic() - begun > QUICK else 0
        if self.slow >= SLOW_IN_A_ROW:
            self.in_thread = THEN_IN_THREAD

    @property
    def has_written(self) -> bool:
        """Is there something that a commit must bring to the disk?"""
        return self.in_transaction and self.total_changes != self.changes_at_begin


class SqliteOnLoop(SQLiteDialect_pysqlite):
    """`create_async_engine("sqlite+onloop:///FILE")`."""

    driver = "onloop"
    is_async = True
    has_terminate = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:  # noqa: ARG003 - the address is the same to it
        """Connections wait for each other on the loop."""
        return AsyncAdaptedQueuePool

    def create_connect_args(self, url: URL) -> Any:
        """As ever, but a commit may run in another thread than the statements before it."""
        arguments, options = super().create_connect_args(url)
        return arguments, {**options, "check_same_thread": False, "timeout": 0, "factory": Connection}

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """At once; a BEGIN that meets a lock tries again, what is long goes to a thread."""
        if statement == BEGIN:
            _patiently(lambda: cursor.execute(statement))
            cursor.connection.changes_at_begin = cursor.connection.total_changes
        elif not in_greenlet():
            cursor.execute(statement, parameters)
        elif context is not None and may_be_long(context.invoked_statement):
            await_(asyncio.to_thread(cursor.execute, statement, parameters))
        else:
            cursor.execute(statement, parameters)
            await_(_nothing())

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:  # noqa: ARG002
        """At once."""
        cursor.executemany(statement, parameters)
        if in_greenlet():
            await_(_nothing())

    def do_commit(self, dbapi_connection: Any) -> None:
        """A slow disk is waited for in a thread."""
        if not dbapi_connection.has_written:
            dbapi_connection.commit()
        elif dbapi_connection.in_thread:
            dbapi_connection.in_thread -= 1
            await_(asyncio.to_thread(dbapi_connection.commit))
        else:
            dbapi_connection.commit_here()

    def do_terminate(self, dbapi_connection: Any) -> None:
        """Nobody waits for an embedded database to say goodbye."""
        dbapi_connection.close()

    def get_driver_connection(self, connection: Any) -> Any:
        """It is the driver's own."""
        return connection


async def _nothing() -> None:
    """SQLAlchemy insists that an asynchronous driver awaits something; this never reaches the loop."""


def _patiently(attempt: Callable[[], object]) -> None:
    end = time.monotonic() + LOCK_PATIENCE
    while True:
        try:
            attempt()
        except sqlite3.OperationalError as error:
            if not str(error.sqlite_errorname).startswith("SQLITE_BUSY") or time.monotonic() > end:
                raise
            await_(asyncio.sleep(LOOK_AGAIN))
        else:
            return


registry.register(SQLITE.replace("+", "."), __name__, SqliteOnLoop.__name__)
