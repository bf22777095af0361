"""Every page in a real browser: on a phone and on a desk, in both schemes, without a complaint of the content policy."""

import os

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, expect

from tests.console.world import BOSS, GRID, MICRO_2, SECRETARY

pytestmark = pytest.mark.browser

PAGES = (
    "/console",
    "/console/pyramid",
    f"/console/pyramid/{GRID}",
    "/console/incidents",
    "/console/incidents?state=all",
    "/console/incidents/A-1001",
    "/console/notices",
    "/console/notices/new",
    "/console/notices/A-N1",
    "/console/outbox",
    "/console/jobs",
    "/console/nothing",
)
SIZES = {"phone": (390, 844), "desk": (1280, 800)}


@pytest.fixture
async def noticed(signed_in) -> None:
    """One notice waits for consent."""
    visitor = await signed_in(SECRETARY)
    words = "明天上午九点到十二点停水检修，请各楼栋提前储水，老人家里请邻居帮忙提醒。"
    await visitor.post("/console/notices/new", unit="4", kind="outage", words=words, step="submit")


async def open_page(browser: Browser, origin: str, word: str, size: str, **options: str) -> tuple[Page, list[str]]:
    """Signed in by pressing the button; collects what the browser complains of."""
    width, height = SIZES[size]
    page = await browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN", **options)
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "404 (Not Found)" not in message.text:
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))
    page.on("request", lambda request: None if request.url.startswith(origin) else complaints.append(request.url))
    await page.goto(f"{origin}/console/enter?ticket={word}")
    await page.get_by_role("button", name="登录").click()
    await page.wait_for_url(f"{origin}/console")
    return page, complaints


async def overflow(page: Page) -> int:
    return int(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.usefixtures("noticed")
@pytest.mark.parametrize(("scheme", "language"), [("light", "zh"), ("dark", "en")])
@pytest.mark.parametrize("size", list(SIZES))
async def test_every_page_fits_and_breaks_no_policy(browser, stranger, ticket, *, size, scheme, language):
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(BOSS), size, color_scheme=scheme)
    await page.goto(f"{origin}/console/language/{language}")
    pictures = os.environ.get("PAGODA_TEST_PICTURES")  # a folder, for whoever wants to look
    for number, path in enumerate(PAGES):
        await page.goto(f"{origin}{path}")
        assert await page.title()
        assert await overflow(page) <= 0, path
        assert await page.locator("main h1").count() == 1, path
        if pictures:
            await page.screenshot(
                path=f"{pictures}/console-{size}-{scheme}-{language}-{number:02d}.png", full_page=True
            )
    assert complaints == []
    await page.context.close()


async def test_the_pyramid_opens_below_and_gives_a_code(browser, stranger, ticket):
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(BOSS), "phone")
    await page.goto(f"{origin}/console/pyramid")
    for name in ("多湖街道", "康济社区", "第一网格"):
        item = page.locator("li", has=page.get_by_role("link", name=name, exact=True)).last
        await item.locator(":scope > details > summary").click()
    form = page.locator(f"form[action='/console/pyramid/{MICRO_2}/code']")
    await form.get_by_role("button").click()
    code = await page.locator(f"#code-{MICRO_2} .secret").inner_text()
    assert len(code) == 10
    assert page.url.endswith("/console/pyramid")
    assert await overflow(page) <= 0
    assert complaints == []


async def test_a_notice_is_written_seen_and_stopped(browser, stranger, ticket):
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(SECRETARY), "phone")
    await page.goto(f"{origin}/console/notices/new?unit={GRID}")
    assert "3 个群" not in await page.locator("#reach").inner_text()
    await page.get_by_label("内容").fill("今晚八点 <b>楼道</b> 大扫除")
    await page.get_by_label("种类").select_option("campaign")
    await page.get_by_role("button", name="看看发出的样子").click()
    assert "<b>楼道</b>" in await page.locator(".bubble").inner_text()
    await page.get_by_role("button", name="提交").click()
    await page.wait_for_url(f"{origin}/console/notices/A-N1?done=submitted")
    await page.get_by_role("button", name="停止发送").click()
    await page.wait_for_url(f"{origin}/console/notices/A-N1?done=stop")
    assert "已停止" in await page.locator("main").inner_text()
    assert complaints == []


async def test_choosing_another_unit_counts_its_groups_at_once(browser, stranger, ticket):
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(BOSS), "desk")
    await page.goto(f"{origin}/console/notices/new")
    assert "9 个群" in await page.locator("#reach").inner_text()
    await page.get_by_label("发给谁").select_option("2")
    await expect(page.locator("#reach")).to_contain_text("4 个群")
    assert complaints == []


async def test_a_running_notice_is_seen_moving(browser, stranger, ticket, signed_in, noticed):
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(BOSS), "desk")
    await page.goto(f"{origin}/console/notices/A-N1")
    assert "等待同意" in await page.locator("[role=status]").inner_text()
    other = await signed_in(SECRETARY)
    assert (await other.post("/console/notices/A-N1/stop")).status == 303
    await expect(page.locator("main")).to_contain_text("已停止", timeout=8000)
    assert complaints == []
