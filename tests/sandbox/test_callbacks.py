"""A press reaches the bot with the message as it stands, and its answer reaches the finger, once and in time."""

import asyncio

import pytest

from sandbox.client import StageError
from tests.sandbox.drivers import RefusedError


@pytest.fixture
async def card(driver, group):
    keyboard = driver.keyboard([[("对", "yes"), ("改", "no")], [("不是事件", "none")]])
    return await driver.call("send_message", chat_id=group.id, text="一", reply_markup=keyboard)


async def pressed(updates):
    """The next callback query."""
    while True:
        for update in await updates.take(wait=3):
            if "callback_query" in update:
                return update["callback_query"]


async def test_a_press_is_answered_with_words(driver, group, wang, card, updates):
    finger = asyncio.create_task(wang.presses(group, "改"))
    query = await pressed(updates)
    assert query["data"] == "no"
    assert query["from"]["id"] == wang.id
    assert query["message"]["message_id"] == card["message_id"]
    assert query["message"]["reply_markup"]["inline_keyboard"][1][0]["text"] == "不是事件"
    await driver.call("answer_callback_query", callback_query_id=query["id"], text="好", show_alert=True)
    answer = await finger
    assert (answer["answered"], answer["text"], answer["alert"]) == (True, "好", True)


async def test_the_message_in_the_query_is_the_one_of_this_moment(driver, group, wang, card, updates):
    where = {"chat_id": group.id, "message_id": card["message_id"]}
    await driver.call("edit_message_text", **where, text="二", reply_markup=driver.keyboard([[("好", "ok")]]))
    await wang.presses(group, "好", wait=0)
    assert (await pressed(updates))["message"]["text"] == "二"


async def test_a_query_is_answered_once(driver, group, wang, card, updates):
    await wang.presses(group, "对", wait=0)
    query = await pressed(updates)
    assert await driver.call("answer_callback_query", callback_query_id=query["id"]) is True
    with pytest.raises(RefusedError, match=r"(?i)query is too old and response timeout expired or query id is invalid"):
        await driver.call("answer_callback_query", callback_query_id=query["id"])


async def test_unknown_and_old_queries_are_refused(*, driver, group, wang, card, updates, stage):
    with pytest.raises(RefusedError, match=r"(?i)query is too old"):
        await driver.call("answer_callback_query", callback_query_id="123")
    await wang.presses(group, "对", wait=0)
    query = await pressed(updates)
    await stage.shift(31)
    with pytest.raises(RefusedError, match=r"(?i)query is too old"):
        await driver.call("answer_callback_query", callback_query_id=query["id"])


async def test_a_press_that_nobody_fetches_for_150_seconds_is_gone_and_words_are_not(
    *, driver, group, wang, card, updates, stage, bot
):
    await group.promotes(bot)
    await updates.take()
    await wang.presses(group, "对", wait=0)
    await wang.says(group, "漏水")
    await stage.shift(151)
    assert await updates.kinds() == ["message"]
    await wang.says(group, "又漏水")
    await stage.shift(24 * 3600)
    assert await updates.kinds() == []


async def test_a_press_nobody_answers_ends_unanswered(group, wang, card):
    answer = await wang.presses(group, "对", wait=0.05)
    assert answer["answered"] is False


async def test_too_many_words_in_an_answer_are_refused(driver, group, wang, card, updates):
    await wang.presses(group, "对", wait=0)
    query = await pressed(updates)
    with pytest.raises(RefusedError, match=r"(?i)message_too_long"):
        await driver.call("answer_callback_query", callback_query_id=query["id"], text="字" * 201)


async def test_a_message_that_is_no_longer_accessible_comes_with_date_zero(group, wang, card, updates):
    await wang.presses(group, "对", wait=0, inaccessible=True)
    assert (await pressed(updates))["message"]["date"] == 0


async def test_a_button_that_is_not_there_cannot_be_pressed(group, wang, card):
    with pytest.raises(StageError, match="no button"):
        await wang.presses(group, "接单")
    with pytest.raises(StageError, match="no button '接单' under message"):
        await wang.presses(group, "接单", card["message_id"])


async def test_a_link_button_only_opens_its_link(*, sandbox, stage, group, wang, bot, http):
    markup = {"inline_keyboard": [[{"text": "详情", "url": "https://a.cn/x"}]]}
    await http(bot.token, "sendMessage", chat_id=group.id, text="x", reply_markup=markup)
    answer = await wang.presses(group, "详情", wait=1)
    assert (answer["answered"], answer["url"]) == (False, "https://a.cn/x")
