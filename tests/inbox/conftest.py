"""A database of each engine whose machine clock the test holds, and one desk on it."""

import pytest
from sqlalchemy import select

from bot.database import open_database
from inbox import handle_pending
from models.inbox import InboxUpdate
from tests.inbox.desks import MovableNow, Notebook, desk


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch):
    monkeypatch.setattr(handle_pending, "PATIENCE", 60.0)  # a busy machine must not end a batch early


@pytest.fixture
def clock():
    return MovableNow()


@pytest.fixture
async def either(database_url, clock):
    """SQLite and PostgreSQL."""
    made = open_database(database_url, clock)
    yield made
    await made.dispose()


@pytest.fixture
def notebook():
    return Notebook()


@pytest.fixture
def one(either, notebook):
    return desk(either, notebook)


@pytest.fixture
def rows(either):
    """All kept updates by id, as they stand now."""

    async def look():
        async with either.reading() as session:
            return {row.update_id: row for row in await session.scalars(select(InboxUpdate))}

    return look
