"""`make pictures`: the main moments on a phone, taken from the demo and written to docs/pictures. Needs Chromium."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession
from playwright.async_api import Browser, Page, async_playwright

from sandbox.cast import Person, StageBot, StageChat
from sandbox.client import Stage
from tests.browser import FLAGS, chromium

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}
CHEN, MA, JIANG, YANG = 61000120, 61000109, 61000105, 61000501
BUILDING, GRID, COMMUNITY = -1002100000011, -1002100000007, -1002100000004


@asynccontextmanager
async def demo() -> AsyncIterator[tuple[str, str]]:
    """The demo on free ports: addresses of its chat page and its console."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--http", "0"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        found: dict[str, str] = {}
        while len(found) < 2:
            told = (await process.stdout.readline()).decode()
            if not told:
                raise OSError("the demo ended at once")
            for name in ("chat page", "console"):
                if told.startswith(name):
                    found[name] = told.removeprefix(name).strip()
        yield found["chat page"], found["console"]
    finally:
        process.terminate()
        await process.wait()


class Camera:
    """One phone after the other."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url

    async def takes(self, name: str, person: int, tab: str, words: str) -> None:
        """What this person sees under the tab of a tier, once the words stand there."""
        page = await self.browser.new_page(viewport=PHONE, locale="zh-CN", color_scheme="light")
        await page.goto(f"{self.url}#as={person}")
        await page.wait_for_selector("body[data-ready]")
        await page.locator(f'#tabs [data-tier="{tab}"]').click()
        shown = page.locator(f'.column[data-tier="{tab}"] .message', has_text=words).last
        await shown.wait_for()
        await shown.evaluate("each => each.scrollIntoView({block: 'nearest'})")
        await self.keeps(name, page)

    async def keeps(self, name: str, page: Page) -> None:
        """The file."""
        await page.wait_for_timeout(400)
        await page.screenshot(path=FOLDER / f"{name}.png")
        await page.close()


async def main() -> int:
    """All of them, in the order in which they happen."""
    program = chromium()
    if program is None:
        sys.stderr.write("pictures need Chromium: apt-get install chromium fonts-wqy-microhei\n")
        return 1
    async with demo() as (url, console), Stage(url) as stage, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        camera = Camera(browser, url)
        await moments(camera, stage, console)
        await browser.close()
    return 0


async def moments(camera: Camera, stage: Stage, console: str) -> None:
    """What happens, and when a picture is taken."""
    bot = StageBot(stage, 7000000001, "pagoda_demo_bot", "")
    chen, ma, jiang, yang = (Person(stage, each, str(each)) for each in (CHEN, MA, JIANG, YANG))
    building, grid = StageChat(stage, BUILDING, "3"), StageChat(stage, GRID, "1")
    await ma.dm(bot).sees("塔群助手", within=60)
    await time_goes(stage, to="next_morning")  # nothing is said in quiet hours
    await a_notice(camera, jiang, bot, building)
    await chen.says(building, "大家早，今天降温，多穿点")
    await chen.says(building, "3幢2单元门口的水管爆了，水一直往外流，有没有人来看看")
    await building.sees("#A-1001")
    await camera.takes("silent-clerk", CHEN, "micro_grid", "#A-1001")
    card = await ma.dm(bot).sees("#A-1001", label="接单")
    await ma.presses(ma.dm(bot), "接单", card["id"])
    await ma.dm(bot).sees("#A-1001", label="完成")
    await camera.takes("worker", MA, "private", "#A-1001")
    await chen.says(building, "3幢门口的路灯坏了三天了")
    await grid.sees("#A-1002")
    for _ in range(2):
        await time_goes(stage, forward="4h")
        await asyncio.sleep(3)
    await StageChat(stage, COMMUNITY, "C").sees("#A-1001", within=30)
    await camera.takes("climb", JIANG, "community", "#A-1001")
    await yang.starts(bot, "u_WJ-WT-1-3")
    await yang.dm(bot).sees("梧桐苑3幢", label="企业")
    await camera.takes("resident", YANG, "private", "梧桐苑3幢")
    page = await camera.browser.new_page(viewport=PHONE, locale="zh-CN", color_scheme="light")
    await page.goto(console)
    await page.get_by_role("button", name="登录").click()
    await page.goto(f"{page.url.split('/console')[0]}/console/incidents/A-1001")
    await camera.keeps("console-incident", page)


async def time_goes(stage: Stage, **wish: str) -> None:
    """Business time is moved, as a visitor of the demo moves it."""
    async with ClientSession() as http, http.post(f"{stage.url}/control/time", json=wish) as answer:
        answer.raise_for_status()


async def a_notice(camera: Camera, jiang: Person, bot: StageBot, building: StageChat) -> None:
    """The secretary writes one in private; the building's group has it with 收到."""
    private = jiang.dm(bot)
    await jiang.says(private, "/notice")
    await private.sees("发给谁？", label="梧桐社区")
    await jiang.presses(private, "梧桐社区")
    await private.sees("是哪一类？", label="健康服务通知")
    await jiang.presses(private, "健康服务通知")
    await private.sees("请发送通知正文")
    await jiang.says(private, "周三下午3点在社区活动室免费量血压，老人家可以请楼长陪着来。")
    await private.sees("请再看一遍", label="发布")
    await jiang.presses(private, "发布")
    await time_goes(building.stage, forward="5m")
    await building.sees("量血压", label="收到", within=60)
    await camera.takes("notice", CHEN, "micro_grid", "量血压")


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
