from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from escalations.escalate_overdue import escalate_overdue
from escalations.next_moment import next_moment
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


@pytest.fixture
def pass_time(town, transaction):
    async def passing(**more):
        """Business time goes on, stopping at every due moment."""
        target = town.now + timedelta(**more)
        while (due := await next_moment(town.session)) is not None and due <= target:
            town.now = max(town.now, due)
            assert await escalate_overdue(transaction, now=town.now, policy=town.policy)
        town.now = target
        return target

    return passing
