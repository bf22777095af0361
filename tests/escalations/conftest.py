from contextlib import asynccontextmanager

import pytest

from tests.incidents.town import Town, plain_policy


@pytest.fixture
async def town(session):
    return await Town(session, plain_policy()).build()


@pytest.fixture
def bare(session):
    """A town still to be built."""
    return Town(session, plain_policy())


@pytest.fixture
def transaction(session):
    """The session of the test as if it were a transaction of its own."""

    @asynccontextmanager
    async def opened():
        async with session.begin_nested():
            yield session

    return opened
