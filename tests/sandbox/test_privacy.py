"""In privacy mode a bot hears only what is meant for it; as administrator, or without privacy, everything."""

import pytest


async def heard(updates):
    return [update["message"].get("text") for update in await updates.take() if "message" in update]


async def test_a_private_bot_hears_commands_and_replies_and_nothing_else(driver, group, wang, updates):
    await updates.forget()
    mine = (await driver.call("send_message", chat_id=group.id, text="在"))["message_id"]
    await wang.says(group, "漏水")
    await wang.says(group, "/help@pagoda_bot")
    await wang.says(group, "/help@other_bot")
    await wang.says(group, "/help")
    await wang.replies(group, mine, "好")
    assert await heard(updates) == ["/help@pagoda_bot", "/help", "好"]


async def test_general_commands_go_to_the_bot_that_wrote_last(*, driver, group, wang, updates, stage, http):
    other = await stage.bot("other_bot")
    await group.adds(other)
    await updates.forget()
    await driver.call("send_message", chat_id=group.id, text="在")
    await http(other.token, "sendMessage", chat_id=group.id, text="我也在")
    await wang.says(group, "/help")
    assert await heard(updates) == []
    await driver.call("send_message", chat_id=group.id, text="在")
    await wang.says(group, "/help")
    assert await heard(updates) == ["/help"]


@pytest.mark.parametrize("way", ["administrator", "privacy off"])
async def test_administrators_and_bots_without_privacy_hear_all(*, driver, group, wang, bot, updates, stage, way):
    if way == "administrator":
        await group.promotes(bot)
    else:
        await stage.post("/control/privacy", bot=bot.id, privacy=False)
    await updates.forget()
    await wang.says(group, "漏水")
    assert await heard(updates) == ["漏水"]


async def test_bots_do_not_hear_each_other_but_see_who_comes_and_goes(*, driver, group, bot, updates, stage, http):
    await group.promotes(bot)
    other = await stage.bot("other_bot")
    await updates.forget()
    await group.adds(other)
    await http(other.token, "sendMessage", chat_id=group.id, text="我是机器人")
    await group.kicks(other)
    told = [update["message"] for update in await updates.take()]
    assert ["new_chat_members" in told[0], "left_chat_member" in told[1], len(told)] == [True, True, 2]


async def test_edits_are_heard_like_messages_even_without_a_change(driver, group, wang, bot, updates):
    await group.promotes(bot)
    said = await wang.says(group, "漏水")
    await updates.forget()
    await wang.edits(group, said, "漏水了")
    await wang.stage.post("/people/edit", user=wang.id, chat=group.id, message_id=said, silent=True)
    edits = [update["edited_message"] for update in await updates.take()]
    assert [edit["text"] for edit in edits] == ["漏水了", "漏水了"]
    assert all("edit_date" in edit for edit in edits)
