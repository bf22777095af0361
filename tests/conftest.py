"""Fixtures that every room's tests may use: a fresh migrated database and one session on it."""

from datetime import UTC, datetime

import pytest
from hypothesis import settings

from bot.database import open_database
from bot.migrate import migrate

pytest_plugins = ("tests.databases", "tests.browser", "tests.not_run", "tests.order")

settings.register_profile("steady", deadline=None)  # a busy machine is no defect
settings.load_profile("steady")

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday, ten in the morning in Jinhua


@pytest.fixture
def now():
    return NOW


@pytest.fixture
async def database(tmp_path):
    """SQLite in a file of its own, at the newest schema."""
    made = open_database(f"sqlite+aiosqlite:///{tmp_path / 'pagoda.sqlite3'}", lambda: datetime.now(UTC))
    await migrate(made)
    yield made
    await made.dispose()


@pytest.fixture
async def session(database):
    """One open transaction, committed at the end unless the test fails."""
    async with database.transaction() as opened:
        yield opened
