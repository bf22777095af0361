"""The town of the incidents' tests, in a database that really commits to a file."""

from datetime import UTC, datetime

import pytest

from bot.database import open_database
from tests.incidents.conftest import bare, session, shared_postgres_url, town
from tests.incidents.town import Town, plain_policy

__all__ = ["bare", "session", "shared_postgres_url", "town"]


@pytest.fixture
async def database(sqlite_url):
    opened = open_database(sqlite_url, lambda: datetime.now(UTC))
    yield opened
    await opened.dispose()


@pytest.fixture
async def built(database):
    """A town whose first transaction is committed; use `resumed` for the next ones."""
    async with database.transaction() as session:
        return await Town(session, plain_policy()).build()


@pytest.fixture
def resumed(database, built):
    """An async context: the same town in a transaction of its own."""
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def again():
        async with database.transaction() as session:
            built.session = session
            yield built

    return again
