from contextlib import asynccontextmanager

import pytest

from tests.incidents.conftest import bare, session, shared_postgres_url, town

__all__ = ["bare", "session", "shared_postgres_url", "town", "transaction"]


@pytest.fixture
def transaction(session):
    """The session of the test as if it were a transaction of its own."""

    @asynccontextmanager
    async def opened():
        async with session.begin_nested():
            yield session

    return opened
