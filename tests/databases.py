"""Databases for tests: a fresh SQLite file or a fresh PostgreSQL database, migrated or empty.

One PostgreSQL server is started per test process with plain initdb, without fsync, on a free port, and only when a test
wants it. `PAGODA_TEST_POSTGRES_URL` names a server to use instead; its user must be allowed to create databases.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import create_engine, make_url

from migrations.apply import upgrade

GIVEN_URL = "PAGODA_TEST_POSTGRES_URL"
# Without fsync a commit is cheap; it must still be one, because tests let the server die at once.
HURRY = (
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "unix_socket_directories=",
)
NUMBERS = count(1)


def postgres_programs() -> Path | None:
    """The folder of initdb and postgres; Debian keeps it out of PATH."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def has_postgres() -> bool:
    return bool(os.environ.get(GIVEN_URL)) or postgres_programs() is not None


class PostgresServer:
    """Where databases can be made: `url` is the address of its maintenance database."""

    def __init__(self, url: str) -> None:
        self.url = url

    def create_database(self, template: str = "template0") -> str:
        """A new database, empty or a copy of `template`; returns its address."""
        name = f"pagoda_test_{uuid4().hex[:8]}_{next(NUMBERS)}"
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'')
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def drop_database(self, url: str) -> None:
        """Gone, whoever is still connected."""
        self._do(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def _do(self, sql: str) -> None:
        plain = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(sql.encode())


class OwnPostgres(PostgresServer):
    """A server of this test process. PostgreSQL refuses root, so root starts it as the user postgres."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="pagoda-postgres-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        super().__init__(f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres")
        self.as_user = {}
        if os.geteuid() == 0:
            self.as_user = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(self.folder, "postgres", "postgres")
        options = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"]
        made = self._run("initdb", "-D", str(self.folder / "data"), *options)
        if made.wait():
            raise RuntimeError(self.log())
        self.start()

    def _run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            command = [self.programs / program, *arguments]
            return subprocess.Popen(
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self.as_user
            )

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Up again, on the same port, with what was committed."""
        settings = [f"--{setting}" for setting in (*HURRY, f"port={self.port}", "listen_addresses=127.0.0.1")]
        self.server = self._run("postgres", "-D", str(self.folder / "data"), *settings)
        patience = time.monotonic() + 30
        while time.monotonic() < patience and self.server.poll() is None:
            try:
                self._do("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(self.log())

    def stop(self) -> None:
        """Away at once, as when its machine dies; nothing is said to those connected."""
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait(timeout=30)

    def remove(self) -> None:
        """The end: server and files."""
        if self.server.poll() is None:
            self.stop()
        shutil.rmtree(self.folder)


def own_postgres() -> OwnPostgres:
    programs = postgres_programs()
    if programs is None:
        pytest.fail("this test needs a PostgreSQL server: apt-get install postgresql")
    return OwnPostgres(programs)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server of this test process, or the one that PAGODA_TEST_POSTGRES_URL names."""
    given = os.environ.get(GIVEN_URL)
    if given:
        yield PostgresServer(given)
        return
    server = own_postgres()
    yield server
    server.remove()


@pytest.fixture
def private_postgres() -> Iterator[OwnPostgres]:
    """A server for one test that stops and starts it."""
    server = own_postgres()
    yield server
    server.remove()


def migrate(url: str) -> None:
    """The address as the bot writes it; here a plain driver is enough."""
    address = make_url(url)
    engine = create_engine(address.set(drivername=address.drivername.replace("sqlite+aiosqlite", "sqlite")))
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> Iterator[str]:
    """The name of a migrated database that nobody works in: copying it is quicker than migrating."""
    url = postgres.create_database()
    migrate(url)
    yield str(make_url(url).database)
    postgres.drop_database(url)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that nobody works in."""
    file = tmp_path_factory.mktemp("migrated") / "pagoda.db"
    migrate(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture
def postgres_url(postgres: PostgresServer, migrated_postgres: str) -> Iterator[str]:
    """A migrated database of this test alone, as postgresql+psycopg://…"""
    url = postgres.create_database(migrated_postgres)
    yield url
    postgres.drop_database(url)


@pytest.fixture
def empty_postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """A database without tables."""
    url = postgres.create_database()
    yield url
    postgres.drop_database(url)


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    """A migrated file of this test alone, as sqlite+aiosqlite:///…"""
    file = tmp_path / "pagoda.db"
    shutil.copyfile(migrated_sqlite, file)
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """A file that does not exist yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"


BOTH_ENGINES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@pytest.fixture(params=BOTH_ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The test runs twice: on a migrated SQLite file and on a migrated PostgreSQL database."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=BOTH_ENGINES)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """The same without tables."""
    return str(request.getfixturevalue(f"empty_{request.param}_url"))
