"""The town of the scenes, a small bot in it, and the chat page in a browser."""

import pytest

from tests.browser import browser as browser  # noqa: PLC0414 - a fixture, given on
from tests.sandbox.pages.fake_bot import FakeBot

CHEN, MA, LIN, JIANG, YANG, HU = 61000120, 61000109, 61000110, 61000105, 61000501, 61000502
GROUP = -1002100000011  # of 陈秀英's building
GRID = -1002100000007


@pytest.fixture
async def town(stage):
    """Everybody of town.toml; gives what the seed gave."""
    return await stage.post("/control/town")


@pytest.fixture
async def fake_bot(sandbox, stage, town):
    """A bot that works, and the stage knows where its clock is."""
    async with FakeBot(sandbox.url, town["bots"][0]["token"]) as bot:
        await stage.post("/control/stage", bot=bot.url, console=f"{bot.url}/console/enter?ticket=x")
        for person in (CHEN, MA, LIN, JIANG):
            await stage.post("/people/start", user=person, bot=bot.id)
        yield bot


class Visitor:
    """A window on the page: `await visitor.open(as_=CHEN)`, then its `page`."""

    def __init__(self, browser, url):
        self.browser, self.url = browser, url
        self.errors = []

    async def open(self, as_=CHEN, query="", **window):
        window = {"locale": "zh-CN", "viewport": {"width": 1440, "height": 900}} | window
        page = await self.browser.new_page(**window)
        page.set_default_timeout(30_000)  # a busy machine is slow, not wrong
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.stays_here(request.url))
        await page.goto(f"{self.url}/{query}#as={as_}")
        await page.wait_for_selector("body[data-ready]")
        return page

    def stays_here(self, url):
        if not url.startswith((self.url, "blob:")):
            self.errors.append(f"the page asked another host: {url}")


@pytest.fixture
async def visitor(browser, sandbox):
    visitor = Visitor(browser, sandbox.url)
    yield visitor
    assert visitor.errors == []


def column(page, tier):
    """A column's locator."""
    return page.locator(f'.column[data-tier="{tier}"]')
