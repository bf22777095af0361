"""The town of the incidents, with mediators in three of its centres."""

import pytest

from models.kinds import Role
from models.pyramid import Acquaintance, Person, Post
from tests.databases import BOTH_ENGINES
from tests.incidents.town import BOT, START, Town, plain_policy, rolled_back

MEDIATORS = {201: "C", 202: "S"}


@pytest.fixture(scope="session")
def shared_postgres_url(postgres, migrated_postgres):
    """One database for all these tests: none of them commits."""
    url = postgres.create_database(migrated_postgres)
    yield url
    postgres.drop_database(url)


@pytest.fixture(params=BOTH_ENGINES)
async def session(request):
    """One open transaction on each engine, rolled back at the end."""
    url = "shared_postgres_url" if request.param == "postgres" else "sqlite_url"
    async with rolled_back(request.getfixturevalue(url)) as opened:
        yield opened


@pytest.fixture
async def town(session):
    made = await Town(session, plain_policy()).build()
    for user_id, code in MEDIATORS.items():
        person = Person(user_id=user_id, name=f"周{user_id}")
        session.add(person)
        await session.flush()
        session.add(Post(person_id=person.id, unit_id=made.units[code].id, role=Role.MEDIATOR, valid_from=START))
        session.add(Acquaintance(user_id=user_id, bot_id=BOT, since=START))
    await session.flush()
    return made
