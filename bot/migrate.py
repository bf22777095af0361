"""Brings the database to the newest schema."""

from sqlalchemy import Connection

from bot.database import Database
from migrations.apply import newest_revision, revision_of, upgrade


async def migrate(database: Database) -> str | None:
    """Apply what is missing; returns the revision it was at before."""

    def apply(connection: Connection) -> str | None:
        before = revision_of(connection)
        if before != newest_revision():
            upgrade(connection)
        return before

    async with database.engine.begin() as connection:
        return await connection.run_sync(apply)


async def missing_revision(database: Database) -> str | None:
    """The revision that is wanted, if the database is at another one."""
    async with database.engine.connect() as connection:
        found = await connection.run_sync(revision_of)
    wanted = newest_revision()
    return None if found == wanted else wanted
