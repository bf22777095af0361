"""A town on both databases: what holds on SQLite must hold on PostgreSQL. Every test is rolled back."""

import pytest

from tests.databases import BOTH_ENGINES
from tests.incidents.town import Town, plain_policy, rolled_back


@pytest.fixture(scope="session")
def shared_postgres_url(postgres, migrated_postgres):
    """One database for all these tests: none of them commits."""
    url = postgres.create_database(migrated_postgres)
    yield url
    postgres.drop_database(url)


@pytest.fixture(params=BOTH_ENGINES)
async def session(request):
    """One open transaction, rolled back at the end."""
    url = "shared_postgres_url" if request.param == "postgres" else "sqlite_url"
    async with rolled_back(request.getfixturevalue(url)) as opened:
        yield opened


@pytest.fixture
async def town(session):
    return await Town(session, plain_policy()).build()


@pytest.fixture
def bare(session):
    """A town still to be built."""
    return Town(session, plain_policy())
