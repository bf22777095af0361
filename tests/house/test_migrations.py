"""The migrations make exactly what the models say, and can be taken back, on both engines."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from migrations.apply import downgrade, newest_revision, revision_of, upgrade
from migrations.models_of_today import METADATA, MODULES

ROOT = Path(__file__).parents[2]
POSTGRES_SHAPE = """
    SELECT 'column', table_name, column_name, data_type || coalesce(character_maximum_length::text, '')
           || ' ' || is_nullable || ' ' || coalesce(column_default, '')
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""
SQLITE_SHAPE = "SELECT type, tbl_name, name, sql FROM sqlite_master"


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    address = make_url(empty_database_url)
    plain = create_engine(address.set(drivername=address.drivername.replace("+aiosqlite", "")))
    if plain.dialect.name == "sqlite":  # as the bot opens it: Python's driver would leave DDL outside the transaction
        event.listen(plain, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
        event.listen(plain, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    yield plain
    plain.dispose()


def shape(connection: Connection) -> set[tuple[str, ...]]:
    """Every table, column, index and constraint, as the engine itself words them."""
    sql = SQLITE_SHAPE if connection.dialect.name == "sqlite" else POSTGRES_SHAPE
    rows = connection.execute(text(sql)).all()
    return {tuple(" ".join(str(part).split()) for part in row) for row in rows if "alembic_version" not in row[1]}


def test_up_down_up_ends_where_it_began(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade(connection)
        first = shape(connection)
        assert revision_of(connection) == newest_revision()
    with engine.begin() as connection:
        downgrade(connection)
        assert shape(connection) == set()
    with engine.begin() as connection:
        upgrade(connection)
        assert shape(connection) == first


def test_every_single_step_can_be_taken_back(engine: Engine) -> None:
    newest = newest_revision()
    assert newest
    with engine.begin() as connection:
        for _ in range(int(newest)):
            before = shape(connection)
            upgrade(connection, "+1")
            after = shape(connection)
            downgrade(connection, "-1")
            assert shape(connection) == before
            upgrade(connection, "+1")
            assert shape(connection) == after
        assert revision_of(connection) == newest


def test_alembic_finds_nothing_to_add_to_the_migrations(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_migrations_make_what_the_models_would_make_themselves(engine: Engine) -> None:
    """Sees what Alembic's comparison does not: conditions of partial indexes, operator classes, names of constraints."""
    with engine.begin() as connection:
        upgrade(connection)
        migrated = shape(connection)
        downgrade(connection)
        METADATA.create_all(connection)
        made = shape(connection)
    if engine.dialect.name == "sqlite":  # SQLite keeps the words of CREATE TABLE: compare the parts in any order
        migrated, made = parts(migrated), parts(made)
    assert migrated == made


def parts(rows: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {(*row[:3], *sorted(part.strip() for part in re.split("[(),]", row[3]))) for row in rows}


def test_a_failed_migration_leaves_nothing_behind(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE witness (in_the_way INTEGER)"))
    with engine.connect() as connection, pytest.raises(DBAPIError):
        upgrade(connection)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["witness"]


def test_every_module_with_tables_is_known_to_the_migrations() -> None:
    with_tables = {file.stem for file in (ROOT / "models").glob("*.py") if "__tablename__" in file.read_text("utf-8")}
    assert {module.__name__.removeprefix("models.") for module in MODULES} == with_tables


def test_migrating_needs_no_aiogram() -> None:
    script = (
        "import sys, migrations.apply, migrations.models_of_today; print([m for m in sys.modules if m == 'aiogram'])"
    )
    said = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_migrations_import_nothing_that_may_change() -> None:
    """A migration stands for ever; what it imports from the house would change under it."""
    for file in (ROOT / "migrations" / "versions").glob("*.py"):
        wanted = [line for line in file.read_text("utf-8").splitlines() if line.startswith(("import ", "from "))]
        assert wanted == ["import sqlalchemy as sa", "from alembic import op"], file.name


def test_the_command_line_of_alembic_works_with_an_address(empty_sqlite_url: str) -> None:
    command = [sys.executable, "-m", "alembic", "-x", f"url={empty_sqlite_url}"]
    for arguments in (["upgrade", "head"], ["check"], ["downgrade", "base"]):
        done = subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_command_line_of_alembic_asks_for_an_address() -> None:
    command = [sys.executable, "-m", "alembic", "current"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().startswith("which database?")
