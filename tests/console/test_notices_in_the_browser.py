"""The notice's forms as a hand uses them: template, blanks, audience with its live count and cost, time, correction, stop."""

import pytest
from playwright.async_api import expect
from sqlalchemy import select

from models.broadcasts import Notice
from models.outbox import Outgoing
from tests.console.test_in_the_browser import open_page
from tests.console.world import BOSS, COMMUNITY, GRID, SECRETARY

pytestmark = pytest.mark.browser
BLANKS = {"hazard": "暴雨", "area": "全社区", "forecast": "三小时100毫米", "actions": "不要外出"}


async def test_a_warning_is_made_of_a_template_for_some_groups_at_a_time_and_stopped(
    browser, stranger, ticket, database
):
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(SECRETARY), "phone")
    await page.goto(f"{origin}/console/notices/new?unit={COMMUNITY}")
    await page.get_by_label("种类").select_option("weather")
    await page.locator("select[name=level]").select_option("orange")
    await page.locator("select[name=template]").select_option("weather_warning")
    await expect(page.locator("input[name='blank.hazard']")).to_be_visible()
    await expect(page.locator("textarea[name=words]")).to_have_count(0)
    for blank, words in BLANKS.items():
        await page.locator(f"input[name='blank.{blank}']").fill(words)
    await expect(page.locator("#reach")).to_contain_text("将发到 3 个群")
    await expect(page.locator("#reach")).to_contain_text("位负责人看完并点收到")
    await page.locator("#reach summary").click()
    await page.locator("input[name='only.tier:grid']").check()
    await expect(page.locator("#reach")).to_contain_text("将发到 1 个群")
    await page.locator("input[name=send_at]").fill("2026-11-25T09:00")
    await page.locator("select[name=hours]").select_option("24")
    await page.get_by_role("button", name="看看发出的样子").click()
    seen = await page.locator("main").inner_text()
    for words in ("天气橙色预警", "全社区，三小时100毫米", "只发：网格群", "11月25日（周三）09:00"):
        assert words in seen
    await page.get_by_role("button", name="提交").click()
    await page.wait_for_url(f"{origin}/console/notices/A-N1?done=submitted")
    await page.get_by_role("button", name="停止发送").click()
    await page.wait_for_url(f"{origin}/console/notices/A-N1?done=stop")
    assert complaints == []
    async with database.reading() as session:
        notice = (await session.scalars(select(Notice))).one()
    assert (notice.state, notice.plan["audience"]) == ("stopped", f"subtree:{COMMUNITY};tiers:grid")


async def test_a_wrong_notice_is_corrected_on_its_page(browser, stranger, ticket, signed_in, database):
    author = await signed_in(BOSS)
    await author.post("/console/notices/new", unit=str(GRID), kind="emergency", words="快撤离", step="submit")
    async with database.transaction() as session:
        for copy in (await session.scalars(select(Outgoing).where(Outgoing.kind == "notice_copy"))).all():
            copy.shown, copy.state = 1, "sent"
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(BOSS), "desk")
    await page.goto(f"{origin}/console/notices/A-N1")
    await page.locator("summary", has_text="更正").click()
    await page.locator("input[name=wrong]").fill("快撤离")
    await page.get_by_role("button", name="更正").click()
    assert page.url.endswith("/console/notices/A-N1"), "the browser itself asks for what is missing"
    await page.locator("input[name=right]").fill("不用撤离")
    await page.get_by_role("button", name="更正").click()
    await page.wait_for_url(f"{origin}/console/notices/*?done=*")
    await page.goto(f"{origin}/console/notices/A-N1")
    await expect(page.locator("main")).to_contain_text("请看 #A-N2")
    assert complaints == []
