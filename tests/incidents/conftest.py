"""A town on both databases: what holds on SQLite must hold on PostgreSQL."""

from datetime import UTC, datetime

import pytest

from bot.database import open_database
from tests.incidents.town import Town, plain_policy


@pytest.fixture
async def session(database_url):
    """One open transaction on a database of its own."""
    database = open_database(database_url, lambda: datetime.now(UTC))
    try:
        async with database.transaction() as opened:
            yield opened
    finally:
        await database.dispose()


@pytest.fixture
async def town(session):
    return await Town(session, plain_policy()).build()


@pytest.fixture
def bare(session):
    """A town still to be built."""
    return Town(session, plain_policy())
