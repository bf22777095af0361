"""A pretend Telegram, a database with one unit's chat, and a way in to it."""

import asyncio
import json
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession
from sqlalchemy import select

from bot.receiving import Receiving
from models.inbox import InboxUpdate
from models.kinds import GroupState, Tier
from models.pyramid import Group, Unit
from sandbox.client import Stage
from sandbox.server import running_sandbox

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
async def sandbox():
    async with running_sandbox(seed=7) as made:
        made.telegram.conflict_hold = 0.05
        yield made


@pytest.fixture
async def stage(sandbox):
    async with Stage(sandbox.url) as made:
        yield made


@pytest.fixture
async def telegram_bot(stage):
    return await stage.bot("pagoda_bot", privacy=False)


@pytest.fixture
async def wang(stage):
    return await stage.person("王")


@pytest.fixture
async def chat(stage, wang, telegram_bot, database):
    """A micro-grid's chat with the bot in it, bound to a unit."""
    made = await stage.chat("3-2", creator=wang)
    await made.adds(telegram_bot)
    async with database.transaction() as session:
        session.add(Unit(id=1, code="m1", tier=Tier.MICRO_GRID, name="M", path="/1/", valid_from=NOW))
        await session.flush()
        session.add(Group(id=1, unit_id=1, chat_id=made.id, bot_id=telegram_bot.id, state=GroupState.BOUND, since=NOW))
    return made


@pytest.fixture
async def http():
    async with ClientSession() as made:
        yield made


class WayIn(Receiving):
    """As in the bot; a test may wait for what was kept, and make the database fail."""

    def __init__(self, database):
        self.kept = asyncio.Event()
        self.failures = []
        self.calls = 0
        self.database = database
        super().__init__(database, lambda: NOW)
        database.desk_bells.add(self.kept)

    async def receive(self, bot_id, updates):
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        await super().receive(bot_id, updates)

    async def has_kept(self, words):
        """Waits until an update with these words is in the inbox."""
        async with asyncio.timeout(15):
            while True:
                self.kept.clear()
                async with self.database.reading() as session:
                    raw = await session.scalars(select(InboxUpdate.raw).where(InboxUpdate.raw.is_not(None)))
                if any(words in json.loads(found).get("message", {}).get("text", "") for found in raw):
                    return
                await self.kept.wait()


@pytest.fixture
def way_in(database):
    return WayIn(database)


@pytest.fixture
def inbox(database):
    async def look():
        async with database.reading() as session:
            return list(await session.scalars(select(InboxUpdate).order_by(InboxUpdate.update_id)))

    return look
