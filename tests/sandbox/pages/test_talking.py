"""What a visitor does as somebody: words, photos, answers, edits, emoji, buttons, the private chat, the clock, the scene."""

import pytest
from playwright.async_api import expect

from tests.sandbox.pages.conftest import CHEN, GRID, GROUP, MA, YANG, column

pytestmark = pytest.mark.browser


async def say(page, tier, text):
    await column(page, tier).locator("textarea").fill(text)
    await column(page, tier).locator("textarea").press("Enter")


async def test_a_leak_is_answered_and_the_card_is_claimed_with_words_back(visitor, fake_bot):
    page = await visitor.open(MA)
    await say(page, "grid", "我在路上")
    chen = await visitor.open(CHEN)
    await say(chen, "micro_grid", "3幢水管爆了")
    answer = column(chen, "micro_grid").locator(".from-bot")
    await expect(answer.locator(".quote")).to_contain_text("3幢水管爆了")
    await expect(answer.locator(".words b")).to_have_text("#T1-0001")
    assert await answer.locator(".key").all_inner_texts() == ["对", "改", "不是事件", "我也是"]
    card = column(page, "grid").locator(".from-bot")
    await card.get_by_role("button", name="接单").click()
    await expect(page.locator(".toast")).to_have_text("接单，已记下")
    await expect(card.locator(".words")).to_contain_text("处理中")
    await expect(card.locator(".edited")).to_have_text("已编辑")
    await expect(column(chen, "micro_grid").locator(".from-bot .words")).to_contain_text("处理中")


async def test_an_alert_waits_for_ok(visitor, fake_bot):
    page = await visitor.open(CHEN)
    await say(page, "micro_grid", "水管漏水")
    await column(page, "grid").get_by_role("button", name="为什么是我").click()
    await expect(page.locator("#alert")).to_contain_text("按片区由您负责")
    await page.get_by_role("button", name="知道了").click()
    await expect(page.locator("#alert")).to_be_hidden()


async def test_a_button_of_a_chat_one_is_not_in_is_not_pressed(visitor, stage, fake_bot):
    page = await visitor.open(YANG)
    await stage.post("/people/say", user=CHEN, chat=GROUP, text="水管漏水")
    await column(page, "grid").get_by_role("button", name="接单").click()
    await expect(page.locator(".toast")).to_have_text("杨梅 不在这个群里")


async def test_own_words_are_edited_and_removed_and_others_are_answered(visitor, stage, fake_bot):
    page = await visitor.open(CHEN)
    there = column(page, "micro_grid")
    await stage.post("/people/say", user=YANG, chat=GROUP, text="电梯好了吗")
    await there.locator(".message").last.get_by_role("button", name="更多操作").click()
    await page.get_by_role("menuitem", name="回复").click()
    await expect(there.locator(".context")).to_contain_text("回复 杨梅")
    await say(page, "micro_grid", "还在修")
    own = there.locator(".message.mine")
    await expect(own.locator(".quote")).to_contain_text("电梯好了吗")
    await own.get_by_role("button", name="更多操作").click()
    await page.get_by_role("menuitem", name="修改").click()
    await say(page, "micro_grid", "已经好了")
    await expect(own.locator(".words")).to_have_text("已经好了")
    await expect(own.locator(".edited")).to_be_visible()
    await own.get_by_role("button", name="更多操作").click()
    await page.get_by_role("menuitem", name="删除").click()
    await expect(own).to_have_count(0)


async def test_emoji_are_put_and_taken_back(visitor, stage, fake_bot):
    page = await visitor.open(CHEN)
    await stage.post("/people/say", user=YANG, chat=GROUP, text="谢谢大家")
    message = column(page, "micro_grid").locator(".message").last
    await message.get_by_role("button", name="更多操作").click()
    await page.get_by_role("menuitem", name="👍").click()
    await expect(message.locator(".reactions")).to_have_text("👍 1")
    await message.locator(".reactions button").click()
    await expect(message.locator(".reactions")).to_have_count(0)


async def test_a_sample_photo_is_sent_with_its_caption_and_opens_large(visitor, stage, fake_bot):
    page = await visitor.open(CHEN)
    there = column(page, "micro_grid")
    await there.locator("textarea").fill("看这里")
    await there.get_by_role("button", name="附件").click()
    await page.get_by_role("menuitem", name="样例照片 · 路灯不亮").click()
    photo = there.locator(".message.mine .photo img")
    await expect(photo).to_have_attribute("alt", "看这里")
    await expect(photo).to_have_js_property("naturalWidth", 480)
    await photo.click()
    await expect(page.locator("#picture img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#picture")).to_be_hidden()


async def test_several_files_become_one_album(visitor, stage, fake_bot, tmp_path):
    page = await visitor.open(CHEN)
    there = column(page, "micro_grid")
    paths = []
    for name in ("leak", "lamp", "rubbish"):
        path = tmp_path / f"{name}.png"
        path.write_bytes(await (await page.request.get(f"{visitor.url}/pictures/{name}.png")).body())
        paths.append(str(path))
    await there.locator("input[type=file]").set_input_files(paths)
    await expect(there.locator(".album img")).to_have_count(3)
    await expect(there.locator(".message")).to_have_count(1)
    assert len(await stage.get("/people/messages", chat=GROUP)) == 3


async def test_a_resident_presses_start_with_a_payload_and_reports_in_private(visitor, fake_bot):
    page = await visitor.open(YANG)
    private = column(page, "private")
    await private.get_by_placeholder("深链参数").fill("u_WJ-WT-1-3")
    await private.get_by_role("button", name="开始").click()
    await expect(private.locator(".from-bot .words")).to_have_text("您好！您的单元：u_WJ-WT-1-3")
    await say(page, "private", "路灯坏了")
    await private.get_by_role("button", name="提交").click()
    await expect(private.locator(".from-bot .words").last).to_have_text("已上报 #T1-0002")


async def test_a_private_chat_is_seen_by_its_own_person_only(visitor, stage, fake_bot):
    page = await visitor.open(CHEN)
    await stage.post("/people/start", user=YANG, bot=fake_bot.id)
    await expect(column(page, "private").locator(".message").last).to_contain_text("您好")
    assert "杨梅" not in await column(page, "private").inner_text()


async def test_pins_and_comings_are_told(visitor, stage, fake_bot):
    page = await visitor.open(CHEN)
    said = await stage.post("/people/say", user=CHEN, chat=GROUP, text="公告：周六大扫除")
    await stage.post("/people/pin", chat=GROUP, message_id=said["id"], by=CHEN)
    there = column(page, "micro_grid")
    await expect(there.locator(".pin")).to_contain_text("置顶")
    await expect(there.locator(".service")).to_have_text("陈秀英 置顶了一条消息")


async def test_the_clock_is_moved_and_the_climb_is_seen(visitor, stage, fake_bot):
    page = await visitor.open(CHEN)
    await expect(page.locator("#clock-face b")).to_have_text("01:30")
    await say(page, "micro_grid", "水管爆了")
    await expect(column(page, "grid").locator(".from-bot")).to_be_visible()
    await page.get_by_role("button", name="+4 小时").click()
    await expect(page.locator("#clock-face b")).to_have_text("05:30")
    await expect(column(page, "street").locator(".from-bot .words")).to_contain_text("#T1-0001")
    await page.get_by_role("button", name="次日早上").click()
    await expect(page.locator("#clock-face")).to_contain_text("08:00")


async def test_a_number_is_shown_wherever_it_stands(visitor, stage, fake_bot):
    page = await visitor.open(CHEN)
    await say(page, "micro_grid", "水管爆了")
    await column(page, "micro_grid").locator(".number").click()
    await expect(page.locator(".message.traced")).to_have_count(2)


async def test_the_scene_plays_before_the_visitor_and_leaves_the_stage(visitor, stage, fake_bot):
    page = await visitor.open(CHEN)
    await page.get_by_role("button", name="看一场戏：一处漏水").click()
    await expect(page.locator("#scene-line")).to_contain_text("早上八点")
    await expect(column(page, "grid").get_by_role("button", name="接单")).to_be_visible(timeout=15_000)
    await page.get_by_role("button", name="停止").click()
    await expect(page.locator("#scene-line")).to_have_text("戏停了，舞台归您。")
    await expect(page.get_by_role("button", name="看一场戏：一处漏水")).to_be_visible()
    await column(page, "micro_grid").locator("textarea").fill("轮到我了")
    assert (await stage.get("/people/messages", chat=GRID))[-1]["from"]["is_bot"]


async def test_a_late_step_is_named_on_the_page(visitor, stage, town):
    page = await visitor.open(CHEN)
    await page.get_by_role("button", name="看一场戏：一处漏水").click()
    await expect(page.locator("#scene-late")).to_contain_text("第 1 步没有等到")


async def test_the_keyboard_alone_is_enough_to_answer_a_card(visitor, stage, fake_bot):
    page = await visitor.open(MA)
    await stage.post("/people/say", user=CHEN, chat=GROUP, text="水管爆了")
    key = column(page, "grid").get_by_role("button", name="接单")
    await key.focus()
    await page.keyboard.press("Enter")
    await expect(column(page, "grid").get_by_role("button", name="完成")).to_be_focused()
    assert await column(page, "grid").locator(".said").get_attribute("aria-live") == "polite"
