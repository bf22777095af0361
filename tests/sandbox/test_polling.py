"""Long polling: order, offsets, limits, filters, and one poller at a time."""

import asyncio

import pytest

from tests.sandbox.drivers import RefusedError


@pytest.fixture
async def heard(group, bot, updates):
    """The bot is administrator, so that it hears all; what came before is confirmed."""
    await group.promotes(bot)
    await updates.forget()
    return group


async def test_updates_come_in_order_and_again_until_they_are_confirmed(driver, heard, wang, updates):
    for word in "一二三":
        await wang.says(heard, word)
    first = await driver.call("get_updates")
    assert [update["message"]["text"] for update in first] == ["一", "二", "三"]
    assert [update["update_id"] for update in first] == list(range(first[0]["update_id"], first[0]["update_id"] + 3))
    assert await driver.call("get_updates") == first
    assert await driver.call("get_updates", offset=first[1]["update_id"]) == first[1:]
    assert await driver.call("get_updates", offset=first[-1]["update_id"] + 1) == []


async def test_limit_and_negative_offset(driver, heard, wang):
    for word in "一二三":
        await wang.says(heard, word)
    assert [update["message"]["text"] for update in await driver.call("get_updates", limit=2)] == ["一", "二"]
    assert [update["message"]["text"] for update in await driver.call("get_updates", offset=-1)] == ["三"]
    assert len(await driver.call("get_updates")) == 1


async def test_a_waiting_poll_wakes_when_something_comes(driver, heard, wang, updates):
    poll = asyncio.create_task(updates.take(wait=10))
    await asyncio.sleep(0.05)
    await wang.says(heard, "漏水")
    async with asyncio.timeout(3):
        assert (await poll)[0]["message"]["text"] == "漏水"


async def test_the_older_of_two_pollers_gets_409(driver, heard, wang, updates):
    older = asyncio.create_task(updates.take(wait=10))
    await asyncio.sleep(0.05)
    younger = asyncio.create_task(updates.take(wait=10))
    with pytest.raises(RefusedError) as refused:
        await older
    assert refused.value.code == 409
    assert "terminated by other getUpdates request" in refused.value.text
    await wang.says(heard, "漏水")
    assert (await younger)[0]["message"]["text"] == "漏水"


async def test_filters_work_when_the_update_is_created(driver, heard, wang, updates, stage):
    await driver.call("get_updates", allowed_updates=["callback_query"])
    await wang.says(heard, "一")
    await driver.call("get_updates", allowed_updates=["message"])
    await wang.says(heard, "二")
    assert [update["message"]["text"] for update in await updates.take()] == ["二"]


async def test_members_and_reactions_are_told_only_to_who_asked(driver, heard, wang, updates, stage):
    li = await stage.person("李")
    said = await wang.says(heard, "一")
    await li.joins(heard)
    await li.reacts(heard, said, "👍")
    assert await updates.kinds() == ["message", "message"]
    await driver.call("get_updates", allowed_updates=["message", "chat_member", "message_reaction"])
    await li.reacts(heard, said, "❤")
    await li.leaves(heard)
    told = await updates.take()
    assert [next(key for key in update if key != "update_id") for update in told] == [
        "message_reaction",
        "chat_member",
        "message",
    ]
    assert told[0]["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert told[1]["chat_member"]["new_chat_member"]["status"] == "left"


async def test_members_are_told_to_administrators_only(driver, group, updates, stage, bot):
    await driver.call("get_updates", allowed_updates=["chat_member"])
    li = await stage.person("李")
    await li.joins(group)
    assert await updates.kinds() == ["my_chat_member", "message"]
    await group.promotes(bot)
    await li.leaves(group)
    assert await updates.kinds() == ["chat_member"]


async def test_an_update_can_come_again_although_it_was_confirmed(*, driver, heard, wang, updates, stage, bot):
    await wang.says(heard, "一")
    first = await updates.take()
    await stage.post("/control/repeat", bot=bot.id, times=2)
    assert await updates.take() == first * 2
    assert await updates.take() == []


async def test_a_poison_update_comes_as_it_was_written(stage, bot, http):
    await stage.post("/control/inject", bot=bot.id, kind="message", object={"message_id": "x"})
    assert (await http(bot.token, "getUpdates"))["result"][0]["message"] == {"message_id": "x"}
    await stage.post("/control/transcript", clear=True)
