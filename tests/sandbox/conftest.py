"""A fresh sandbox for each test, a stage to play on, and a bot driven through one library or the other."""

from random import Random

import pytest
from aiohttp import ClientSession

from sandbox.client import Stage
from sandbox.files import draw_picture
from sandbox.server import running_sandbox
from tests.sandbox import checker
from tests.sandbox.drivers import DRIVERS

collect_ignore = [] if checker.CHECK_CALLS else ["test_recorded_traffic.py"]


@pytest.fixture
async def sandbox():
    async with running_sandbox(seed=7) as sandbox:
        sandbox.telegram.conflict_hold = 0.05
        yield sandbox


@pytest.fixture
async def stage(sandbox):
    async with Stage(sandbox.url) as stage:
        yield stage
        # Whatever happened in the test: all that the sandbox emitted has the shape of the Bot API.
        assert checker.wrong_shapes(await stage.transcript()) == []


@pytest.fixture
async def bot(stage):
    return await stage.bot("pagoda_bot")


@pytest.fixture(params=DRIVERS)
async def driver(request, sandbox, bot):
    driver = DRIVERS[request.param](sandbox.url, bot.token)
    await driver.open()
    yield driver
    await driver.close()


@pytest.fixture
async def wang(stage):
    return await stage.person("王", last_name="小明", username="wangxm")


@pytest.fixture
async def group(stage, wang, bot):
    """A supergroup of 王 in which the bot is a plain member."""
    group = await stage.chat("3-2 微网格", creator=wang)
    await group.adds(bot)
    return group


class Updates:
    """Takes a bot's updates and confirms them, as a poller does."""

    def __init__(self, driver):
        self.driver = driver
        self.offset = None

    async def take(self, wait=0, **fields):
        fields = fields | ({"offset": self.offset} if self.offset else {})
        updates = await self.driver.call("get_updates", timeout=wait, **fields)
        if updates:
            self.offset = updates[-1]["update_id"] + 1
        return updates

    async def forget(self):
        """Take and confirm everything so far."""
        while await self.take():
            pass

    async def kinds(self):
        return [next(key for key in update if key != "update_id") for update in await self.take()]


@pytest.fixture
async def updates(driver):
    return Updates(driver)


@pytest.fixture
def picture():
    """A small PNG."""
    return draw_picture(Random(1), 40, 30)


@pytest.fixture
async def session():
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def http(sandbox, session):
    """Call a method with plain HTTP and JSON: gives the answer's body."""

    async def call(token, method, **fields):
        async with session.post(f"{sandbox.url}/bot{token}/{method}", json=fields) as response:
            body = await response.json()
            assert response.status == body.get("error_code", 200)
            return body

    return call
