"""Alembic's door: runs migrations on the connection that the caller gives, or on the address given by `-x url=…`."""

import asyncio
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from migrations.models_of_today import METADATA
from models.base import Moment


def plain_type(what: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """A migration stands for ever and imports nothing of ours: our types are written as the columns they make."""
    if what != "type":
        return False
    if isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    return False


def run_on(connection: Connection) -> None:
    """All steps in one transaction, on SQLite too: a failed migration leaves nothing half done."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        render_item=plain_type,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_at(url: str) -> None:
    """Open the address for this one purpose."""
    engine = create_async_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":  # Python's driver would leave DDL outside the transaction
        sa.event.listen(engine.sync_engine, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
        sa.event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        async with engine.connect() as connection:
            await connection.run_sync(run_on)
            await connection.commit()
    finally:
        await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run_on(given)
else:
    address = context.get_x_argument(as_dictionary=True).get("url")
    if not address:
        raise SystemExit("which database? give its address: alembic -x url=sqlite+aiosqlite:///data/pagoda.db …")
    asyncio.run(run_at(address))
