import pytest

from tests.incidents.town import Town, plain_policy


@pytest.fixture
async def town(session):
    return await Town(session, plain_policy()).build()


@pytest.fixture
def bare(session):
    """A town still to be built."""
    return Town(session, plain_policy())
