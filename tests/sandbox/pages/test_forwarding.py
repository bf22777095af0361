"""A message is forwarded from the page to another chat of one's own, on a desk and on a phone."""

import pytest
from playwright.async_api import expect

from tests.sandbox.pages.conftest import CHEN, GROUP, YANG, column

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


async def forward(page, tier, words, where):
    message = column(page, tier).locator(".message", has_text=words).last
    await message.get_by_role("button", name="更多操作").click()
    await page.get_by_role("menuitem", name="转发").click()
    await expect(page.locator(".menu-title")).to_have_text("转发到哪里？")
    await page.get_by_role("menuitem", name=where).first.click()


@pytest.mark.parametrize("window", [{}, PHONE], ids=["desk", "phone"])
async def test_a_neighbours_words_are_forwarded_to_another_chat_with_who_wrote_them(visitor, stage, fake_bot, window):
    page = await visitor.open(CHEN, **window)
    await stage.post("/people/say", user=YANG, chat=GROUP, text="电梯好了吗")
    await forward(page, "micro_grid", "电梯好了吗", "第一网格")
    await expect(page.locator(".toast")).to_contain_text("已转发到")
    if window:
        await page.locator("#tabs").get_by_role("button", name="网格", exact=True).click()
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    there = column(page, "grid").locator(".message", has_text="电梯好了吗").last
    await expect(there.locator(".forwarded")).to_have_text("转发自 杨梅")
    box = await there.bounding_box()
    assert box is not None
    assert box["x"] >= 0


async def test_a_list_of_many_chats_fits_a_phone(visitor, stage, fake_bot):
    for number in range(25):
        made = await stage.post("/control/seed", chats=[{"title": f"别的群{number}", "members": [CHEN]}])
        assert made["chats"]
    page = await visitor.open(CHEN, **PHONE)
    await stage.post("/people/say", user=YANG, chat=GROUP, text="电梯好了吗")
    message = column(page, "micro_grid").locator(".message").last
    await message.get_by_role("button", name="更多操作").click()
    await page.get_by_role("menuitem", name="转发").click()
    await expect(page.get_by_role("menuitem")).to_have_count(28)
    box = await page.locator("#menu").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
    await page.get_by_role("menuitem", name="别的群24").click()
    await expect(page.locator(".toast")).to_have_text("已转发到 别的群24")


async def test_what_the_bot_protects_has_no_such_button(visitor, fake_bot):
    page = await visitor.open(CHEN)
    await fake_bot.call("sendMessage", chat_id=GROUP, text="只给您看", protect_content=True)
    message = column(page, "micro_grid").locator(".message", has_text="只给您看").last
    await message.get_by_role("button", name="更多操作").click()
    await expect(page.get_by_role("menuitem", name="回复")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="转发")).to_have_count(0)
