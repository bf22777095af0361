"""A working day of a bot, recorded: check_calls --strict finds nothing wrong with it, call by call and as a whole."""

import asyncio

import pytest

from tests.sandbox.checker import judge


@pytest.fixture
async def day(*, driver, stage, bot, wang, updates, picture):
    """The whole day is played here; what is judged is the transcript."""
    group = await stage.chat("3-2 微网格", creator=wang)
    await group.adds(bot, admin=True)
    await driver.call("set_my_commands", commands=[driver.command("start", "开始")])
    kinds = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"]
    await updates.take(allowed_updates=kinds)
    li = await stage.person("李", username="li_wang")
    await li.joins(group)
    said = await li.says(group, "3栋 /help 漏水 https://a.cn @wangxm")
    await li.reacts(group, said, "👍")
    await li.edits(group, said, "3栋漏水了")
    await li.sends_album(group, "三张", count=3)
    await li.sends_document(group, "名单.csv", b"a,b\n")
    await li.sends_voice(group)
    await li.sends_location(group, 39.9, 116.4)
    await li.starts(bot, "u_AB12")
    await driver.call("send_message", chat_id=li.id, text="<b>你好</b> &amp; 😀", parse_mode="HTML")
    keyboard = driver.keyboard([[("接单", "c:1"), ("退回", "c:2")]])
    reply = driver.reply_to(said)
    card = await driver.call(
        "send_message", chat_id=group.id, text="#A1", reply_markup=keyboard, reply_parameters=reply
    )
    where = {"chat_id": group.id, "message_id": card["message_id"]}
    finger = asyncio.create_task(li.presses(group, "接单"))
    query = None
    while query is None:
        query = next((u["callback_query"] for u in await updates.take(wait=3) if "callback_query" in u), None)
    await driver.call("answer_callback_query", callback_query_id=query["id"], text="已接单")
    assert (await finger)["text"] == "已接单"
    await driver.call("edit_message_text", **where, text="#A1 已接单")
    await driver.call("pin_chat_message", **where)
    await driver.call("set_message_reaction", chat_id=group.id, message_id=said, reaction=driver.reaction("👌"))
    photo = await driver.call(
        "send_photo", chat_id=group.id, photo=driver.upload(picture), caption="<i>图</i>", parse_mode="HTML"
    )
    await driver.call("get_file", file_id=photo["photo"][-1]["file_id"])
    await driver.call(
        "send_media_group",
        chat_id=li.id,
        media=[driver.photo(driver.upload(picture)), driver.photo(photo["photo"][-1]["file_id"])],
    )
    await driver.call("send_document", chat_id=li.id, document=driver.upload(b"a\n", "a.csv"))
    for method in ("get_chat", "get_chat_administrators", "get_chat_member_count"):
        await driver.call(method, chat_id=group.id)
    for user in (wang.id, li.id, bot.id):
        await driver.call("get_chat_member", chat_id=group.id, user_id=user)
    await driver.call("unpin_chat_message", **where)
    await driver.call("delete_message", **where)
    await li.blocks(bot)
    await li.unblocks(bot)
    await group.kicks(li)
    old = await stage.chat("旧群", kind="group", creator=wang)
    await old.adds(bot)
    new = await old.migrates()
    await driver.call("send_message", chat_id=new.id, text="还在")
    await driver.call("leave_chat", chat_id=new.id)
    await updates.forget()
    return await stage.transcript()


async def test_nothing_is_wrong_with_a_working_day(day):
    assert len(day) > 45
    assert [finding for finding in judge(day) if finding[0] == "ERROR"] == []
    # More than 30 a second is the driver's haste, not the sandbox's shape; everything else would be a finding.
    assert [finding for finding in judge(day) if "in 5 s" not in finding[3]] == []
