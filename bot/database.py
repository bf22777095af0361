"""The database: one engine, and the only place that commits."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.outage import outage
from bot.session_at_once import SessionAtOnce
from bot.sqlite_on_loop import SQLITE
from models.at_hand import empty_on_writes
from models.set_down import write_before_the_end
from outbox.turns import Turns

log = structlog.get_logger()

CALM = timedelta(seconds=10)  # without a failure: then trouble is over
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a confirmed update must survive a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",  # what is erased is overwritten
)
GROWING = ("inbox", "outbox")
POSTGRES_LIMITS = (  # compiling a statement takes longer than any of ours runs
    "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000 -c jit=off"
)


class Remembering(Session):
    """What was read once in a transaction is not read again by its key: plain sessions forget what nobody holds."""


@event.listens_for(Remembering, "loaded_as_persistent")
@event.listens_for(Remembering, "pending_to_persistent")
def _remember(session: Session, loaded: object) -> None:
    session.info.setdefault("remembered", []).append(loaded)


empty_on_writes(Remembering)
write_before_the_end(Remembering)


@dataclass(slots=True)
class Database:
    """Transactions for writing, sessions for reading, and bells that ring after a commit that made work for somebody."""

    engine: AsyncEngine
    reader: AsyncEngine
    machine_now: Callable[[], datetime]
    bells: set[asyncio.Event] = field(default_factory=set)  # senders': something waits in the outbox
    desk_bells: set[asyncio.Event] = field(default_factory=set)  # … and in the inbox
    turns: Turns = field(default_factory=Turns)  # of this process: who says much stands in its own line
    _trouble: str | None = None
    _failed_at: datetime | None = None

    @property
    def trouble(self) -> str | None:
        """What ails the database, if it failed us lately."""
        is_fresh = self._failed_at is not None and self.machine_now() - self._failed_at < CALM
        return self._trouble if is_fresh else None

    @property
    def is_embedded(self) -> bool:
        """SQLite: one process owns the file."""
        return self.engine.dialect.name == "sqlite"

    @property
    def _session_class(self) -> type[AsyncSession]:
        return SessionAtOnce if self.is_embedded else AsyncSession

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """One unit of work: committed at the end, rolled back by any exception."""
        try:
            async with self._unit_of_work() as session:
                yield session
        except Exception as error:
            self._note(error)
            raise
        if self._trouble is not None and self.trouble is None:
            log.info("database_is_well_again")
            self._trouble = None

    def _note(self, error: Exception) -> None:
        """One line when trouble begins, not one for each attempt."""
        what = outage(error)
        if what is None:
            return
        if what != self._trouble:
            log.error("database_in_trouble", error=type(error).__name__, mend=what)
        self._trouble, self._failed_at = what, self.machine_now()

    @asynccontextmanager
    async def _unit_of_work(self) -> AsyncIterator[AsyncSession]:
        async with self._session_class(self.engine, expire_on_commit=False, sync_session_class=Remembering) as session:
            session.info.update(machine_now=self.machine_now(), turns=self.turns)
            async with session.begin():
                yield session
                grown = [room for room in GROWING if session.info.get(f"{room}_grew")]
                if not self.is_embedded:
                    for room in grown:
                        await session.execute(text("SELECT pg_notify('pagoda', :room)"), {"room": room})
            for room in grown:
                self.ring(room)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that only looks."""
        async with self._session_class(self.reader, expire_on_commit=False) as session:
            session.info["machine_now"] = self.machine_now()
            yield session

    def ring(self, room: str) -> None:
        """Wake those of this process who wait for rows of "outbox" or "inbox"."""
        for bell in self.bells if room == "outbox" else self.desk_bells:
            bell.set()

    async def fold_journal(self) -> None:
        """SQLite: the write-ahead log goes into the file and is emptied, so that old pages are nowhere any more."""
        async with self.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            assert raw.driver_connection is not None
            raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    async def dispose(self) -> None:
        """Close all connections."""
        await self.engine.dispose()
        if self.reader is not self.engine:
            await self.reader.dispose()


def _set_up_sqlite(engine: AsyncEngine, begin: str) -> None:
    """Transactions begin as we say: pysqlite's own beginnings lose updates without an error."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)


def open_database(url: str, machine_now: Callable[[], datetime]) -> Database:
    """Engines for a `sqlite+aiosqlite:///…` or `postgresql+psycopg://…` address; nothing is connected yet."""
    if url.startswith("sqlite"):
        url = url.replace("sqlite+aiosqlite", SQLITE)
        # One write connection: writers queue here instead of colliding in the file.
        writer = create_async_engine(
            url, poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0, pool_timeout=30, hide_parameters=True
        )
        reader = create_async_engine(
            url, poolclass=AsyncAdaptedQueuePool, pool_size=3, max_overflow=0, pool_timeout=30, hide_parameters=True
        )
        _set_up_sqlite(writer, "BEGIN IMMEDIATE")
        _set_up_sqlite(reader, "BEGIN")
        return Database(writer, reader, machine_now)
    engine = create_async_engine(
        url,
        pool_size=10,
        max_overflow=5,
        pool_timeout=10,
        pool_pre_ping=True,
        hide_parameters=True,  # what people said never stands in an error
        connect_args={"connect_timeout": 5, "options": POSTGRES_LIMITS, "keepalives_idle": 5, "keepalives_interval": 2},
    )
    return Database(engine, engine, machine_now)


def without_password(url: str) -> str:
    """The address as it may stand in a log."""
    return re.sub(r"//([^:/@]+):[^@]*@", r"//\1:…@", url)
