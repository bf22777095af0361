"""Brings a database to a revision, and tells at which one it is. Works on an open connection and never imports aiogram."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Up to `revision`: all steps in the caller's transaction, or in one of their own if none has begun.

    On SQLite the engine must send BEGIN itself, or DDL stands outside the transaction; and a step that rebuilds a table
    needs `PRAGMA foreign_keys=OFF` before the transaction begins.
    """
    command.upgrade(with_connection(connection), revision)


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Down to `revision`; "base" is an empty database. Transactions as for `upgrade`."""
    command.downgrade(with_connection(connection), revision)


def revision_of(connection: Connection) -> str | None:
    """The revision a database stands at; None for one that was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def newest_revision() -> str | None:
    """The revision this program wants; None while there is no migration at all."""
    return ScriptDirectory.from_config(Config(toml_file=PYPROJECT)).get_current_head()


def with_connection(connection: Connection) -> Config:
    """What Alembic's commands want to be given."""
    config = Config(toml_file=PYPROJECT)
    config.attributes["connection"] = connection
    return config
