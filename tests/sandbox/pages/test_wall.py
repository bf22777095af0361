"""The wall: a column per tier, live, in the visitor's language, on a desktop and on a phone."""

import pytest
from playwright.async_api import expect

from tests.sandbox.pages.conftest import CHEN, GROUP, HU, JIANG, MA, YANG, column

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


async def test_every_tier_has_a_column_and_the_private_chat_stands_beside_them(visitor, fake_bot):
    page = await visitor.open()
    assert await page.locator(".column h2").all_inner_texts() == ["总群", "街道", "社区", "网格", "微网格", "私聊"]
    choice = column(page, "micro_grid").locator("select.chat-title")
    assert await choice.locator("option").count() == 8
    await expect(page.locator("#title")).to_have_text("江湾新区")
    await expect(page.get_by_role("link", name="打开管理台")).to_have_attribute(
        "href", f"{fake_bot.url}/console/enter?ticket=x"
    )


async def test_what_is_said_appears_at_once_with_sender_and_label(visitor, stage, fake_bot):
    page = await visitor.open()
    await stage.post("/people/say", user=YANG, chat=GROUP, text="今天有快递放门口了")
    message = column(page, "micro_grid").locator(".message").last
    await expect(message.locator(".words")).to_have_text("今天有快递放门口了")
    await expect(message.locator(".who")).to_have_text("杨梅3幢居民")


async def test_choosing_a_chat_shows_its_line_of_the_pyramid(visitor, fake_bot):
    page = await visitor.open()
    await column(page, "micro_grid").locator("select.chat-title").select_option(label="梅林小学 家校群")
    for tier, title in (("grid", "银杏第一网格群"), ("community", "银杏社区群"), ("street", "梅林街道群")):
        chosen = column(page, tier).locator("select.chat-title option:checked")
        await expect(chosen).to_have_text(title)


async def test_two_windows_are_two_people_at_once(visitor, fake_bot):
    chen, ma = await visitor.open(CHEN), await visitor.open(MA)
    await expect(chen.locator("#me")).to_contain_text("陈秀英")
    await expect(ma.locator("#me")).to_contain_text("马晓东")
    await column(chen, "grid").locator("textarea").fill("我这边先看一下")
    await column(chen, "grid").locator("textarea").press("Enter")
    await expect(column(chen, "grid").locator(".message.mine .words")).to_have_text("我这边先看一下")
    await expect(column(ma, "grid").locator(".message:not(.mine) .words")).to_have_text("我这边先看一下")


async def test_somebody_else_is_chosen_from_the_list_and_stays_in_the_address(visitor, fake_bot):
    page = await visitor.open()
    await page.locator("#me").click()
    await page.get_by_role("searchbox").fill("社区书记")
    await page.get_by_role("button", name="唐敏").click()
    await expect(page.locator("#me")).to_contain_text("银杏社区书记")
    assert page.url.endswith("#as=61000107")
    await page.reload()
    await expect(page.locator("#me")).to_contain_text("唐敏")


async def test_a_chat_one_is_not_in_offers_those_who_are(visitor, fake_bot):
    page = await visitor.open(CHEN)
    community = column(page, "community")
    await expect(community.locator(".hint")).to_have_text("陈秀英 不在这个群里")
    await community.locator(".outsider select").select_option(value=str(JIANG))
    await expect(page.locator("#me")).to_contain_text("蒋玉梅")
    await expect(community.locator("textarea")).to_be_visible()


async def test_the_page_speaks_english_and_remembers_it(visitor, fake_bot):
    page = await visitor.open()
    await page.get_by_role("button", name="English").click()
    await expect(page.locator(".column h2").first).to_have_text("Head office")
    await page.reload()
    await expect(page.get_by_role("button", name="Next morning")).to_be_visible()
    assert await page.locator("html").get_attribute("lang") == "en"


async def test_a_phone_shows_one_column_at_a_time_with_room_for_thumbs(visitor, fake_bot):
    page = await visitor.open(**PHONE)
    assert await page.locator(".column:visible").count() == 1
    await page.locator("#tabs").get_by_role("button", name="网格", exact=True).click()
    await expect(column(page, "grid")).to_be_visible()
    await expect(column(page, "micro_grid")).to_be_hidden()
    for button in await page.locator("button:visible:not(.more)").all():
        box = await button.bounding_box()
        assert min(box["width"], box["height"]) >= 28, await button.inner_text()
        assert box["height"] >= 44, await button.inner_text()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390


async def test_new_words_in_a_chat_that_is_not_shown_are_counted(visitor, stage, fake_bot):
    page = await visitor.open(HU)
    await stage.post("/people/say", user=61000504, chat=-1002100000012, text="5幢停车位满了")
    await expect(column(page, "micro_grid").locator(".waiting-count")).to_have_text("1")
    await column(page, "micro_grid").locator("select.chat-title").select_option(value="-1002100000012")
    await expect(column(page, "micro_grid").locator(".words")).to_have_text("5幢停车位满了")
    await expect(column(page, "micro_grid").locator(".waiting-count")).to_have_count(0)


async def test_words_from_the_air_are_never_html(visitor, stage, fake_bot):
    page = await visitor.open()
    evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>&lt;b&gt; "quoted" #A-1001-2'
    await stage.post("/people/say", user=YANG, chat=GROUP, text=evil)
    words = column(page, "micro_grid").locator(".words").last
    await expect(words).to_have_text(evil)
    assert await words.locator("img, script").count() == 0
    await expect(words.locator(".number")).to_have_text("#A-1001-2")
    assert await page.title() == "塔群 · Pagoda"


async def test_without_a_bot_the_page_says_so_and_joins_it_when_it_comes(visitor, stage, town):
    page = await visitor.open()
    await expect(page.locator("#waiting")).to_contain_text("机器人还没有来")
    await expect(page.get_by_role("button", name="+4 小时")).to_be_disabled()


async def test_an_empty_sandbox_is_told_and_the_town_is_shown_when_it_comes(browser, sandbox, stage):
    page = await browser.new_page(locale="zh-CN")
    await page.goto(sandbox.url)
    await expect(page.locator("#waiting")).to_contain_text("还没有群")
    await stage.post("/control/town")
    await expect(column(page, "hq")).to_be_visible(timeout=8000)
