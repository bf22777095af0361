"""A real browser for tests: Debian's Chromium, driven by Playwright. `PAGODA_TEST_CHROMIUM` names another one."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# It must neither look for its makers' hosts nor need a user of its own.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong


def chromium() -> str | None:
    """Where Chromium is, if it is."""
    given = os.environ.get("PAGODA_TEST_CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser of this test alone, without a memory; `await browser.new_page(locale="zh-CN")` and go."""
    program = chromium()
    if program is None:
        pytest.fail("this test needs Chromium: apt-get install chromium fonts-wqy-microhei")
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield found
        await found.close()
