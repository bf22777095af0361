"""The town of the incidents, with mediators in three of its centres."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import open_database
from models.kinds import Role
from models.pyramid import Acquaintance, Person, Post
from tests.incidents.town import BOT, START, Town, plain_policy

MEDIATORS = {201: "C", 202: "S"}


@pytest.fixture
async def session(sqlite_url):
    database = open_database(sqlite_url, lambda: datetime.now(UTC))
    try:
        async with AsyncSession(database.engine, expire_on_commit=False) as opened:
            opened.info["machine_now"] = datetime.now(UTC)
            yield opened
            await opened.rollback()
    finally:
        await database.dispose()


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
