"""The town of the incidents, with mediators in three of its centres."""

import pytest

from models.kinds import Role
from models.pyramid import Acquaintance, Person, Post
from tests.incidents.conftest import session, shared_postgres_url
from tests.incidents.town import BOT, START, Town, plain_policy

MEDIATORS = {201: "C", 202: "S"}
__all__ = ["session", "shared_postgres_url", "town"]


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
