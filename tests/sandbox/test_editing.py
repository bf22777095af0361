"""Edits, deletions and pins behave as on Telegram, with its limits of time and right."""

import pytest

from tests.sandbox.drivers import RefusedError

HOURS = 3600


async def test_an_edit_changes_the_words_and_takes_the_buttons_away(driver, group):
    keyboard = driver.keyboard([[("对", "yes"), ("改", "no")]])
    sent = await driver.call("send_message", chat_id=group.id, text="一", reply_markup=keyboard)
    assert [button["text"] for button in sent["reply_markup"]["inline_keyboard"][0]] == ["对", "改"]
    edited = await driver.call("edit_message_text", chat_id=group.id, message_id=sent["message_id"], text="二")
    assert edited["text"] == "二"
    assert "edit_date" in edited
    assert "reply_markup" not in edited
    assert (await group.messages())[-1]["buttons"] == []


async def test_an_edit_that_changes_nothing_is_refused(driver, group):
    keyboard = driver.keyboard([[("对", "yes")]])
    sent = await driver.call("send_message", chat_id=group.id, text="一", reply_markup=keyboard)
    same = {"chat_id": group.id, "message_id": sent["message_id"], "reply_markup": keyboard}
    for method, fields in (("edit_message_text", {"text": "一"}), ("edit_message_reply_markup", {})):
        with pytest.raises(RefusedError) as refused:
            await driver.call(method, **same, **fields)
        assert "message is not modified: specified new message content" in refused.value.text.lower()


async def test_buttons_alone_can_be_changed_and_removed(driver, group):
    sent = await driver.call("send_message", chat_id=group.id, text="一", reply_markup=driver.keyboard([[("a", "a")]]))
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    changed = await driver.call("edit_message_reply_markup", **where, reply_markup=driver.keyboard([[("b", "b")]]))
    assert changed["reply_markup"]["inline_keyboard"][0][0]["text"] == "b"
    assert "reply_markup" not in await driver.call("edit_message_reply_markup", **where)


async def test_only_own_living_text_messages_can_be_edited(driver, group, wang):
    said = await wang.says(group, "漏水")
    with pytest.raises(RefusedError, match=r"(?i)message can't be edited"):
        await driver.call("edit_message_text", chat_id=group.id, message_id=said, text="x")
    with pytest.raises(RefusedError, match=r"(?i)message to edit not found"):
        await driver.call("edit_message_text", chat_id=group.id, message_id=9999, text="x")


async def test_a_bot_deletes_its_own_message_once(driver, group):
    sent = await driver.call("send_message", chat_id=group.id, text="一")
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    assert await driver.call("delete_message", **where) is True
    assert "一" not in [message["text"] for message in await group.messages()]
    with pytest.raises(RefusedError, match=r"(?i)message to delete not found"):
        await driver.call("delete_message", **where)


async def test_other_peoples_messages_need_the_right_to_delete(driver, group, wang, bot):
    said = await wang.says(group, "漏水")
    with pytest.raises(RefusedError, match=r"(?i)message can't be deleted"):
        await driver.call("delete_message", chat_id=group.id, message_id=said)
    await group.promotes(bot)
    assert await driver.call("delete_message", chat_id=group.id, message_id=said) is True


async def test_after_48_hours_a_plain_member_deletes_no_more_but_still_edits(driver, group, stage):
    sent = await driver.call("send_message", chat_id=group.id, text="一")
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    await stage.shift(48 * HOURS + 1)
    with pytest.raises(RefusedError, match=r"(?i)message can't be deleted"):
        await driver.call("delete_message", **where)
    assert (await driver.call("edit_message_text", **where, text="二"))["text"] == "二"


async def test_many_messages_go_at_once_and_missing_ones_are_passed_over(driver, group):
    ids = [(await driver.call("send_message", chat_id=group.id, text=str(n)))["message_id"] for n in range(3)]
    assert await driver.call("delete_messages", chat_id=group.id, message_ids=[*ids, 9999]) is True
    assert not {message["id"] for message in await group.messages()} & set(ids)


async def test_pinning_needs_the_right_and_is_seen_by_all(driver, group, bot, updates):
    sent = await driver.call("send_message", chat_id=group.id, text="通知")
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    with pytest.raises(RefusedError, match=r"(?i)not enough rights to manage pinned messages"):
        await driver.call("pin_chat_message", **where)
    await group.promotes(bot)
    await updates.take()
    assert await driver.call("pin_chat_message", **where) is True
    assert (await driver.call("get_chat", chat_id=group.id))["pinned_message"]["text"] == "通知"
    told = (await updates.take())[-1]["message"]
    assert told["pinned_message"]["message_id"] == sent["message_id"]
    assert await driver.call("unpin_chat_message", **where) is True
    with pytest.raises(RefusedError, match=r"(?i)message to unpin not found"):
        await driver.call("unpin_chat_message", **where)
    assert await driver.call("unpin_all_chat_messages", chat_id=group.id) is True


async def test_captions_and_pictures_can_be_edited(driver, group, picture):
    sent = await driver.call("send_photo", chat_id=group.id, photo=driver.upload(picture), caption="前")
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    assert (await driver.call("edit_message_caption", **where, caption="后"))["caption"] == "后"
    other = driver.photo(sent["photo"][-1]["file_id"], "又")
    assert (await driver.call("edit_message_media", **where, media=other))["caption"] == "又"
    with pytest.raises(RefusedError, match=r"(?i)there is no text in the message to edit"):
        await driver.call("edit_message_text", **where, text="x")
    plain = await driver.call("send_message", chat_id=group.id, text="一")
    with pytest.raises(RefusedError, match=r"(?i)there is no caption in the message to edit"):
        await driver.call("edit_message_caption", chat_id=group.id, message_id=plain["message_id"], caption="x")


async def test_a_reaction_of_the_bot_is_seen_and_taken_back(driver, group, wang):
    said = await wang.says(group, "漏水")
    where = {"chat_id": group.id, "message_id": said}
    assert await driver.call("set_message_reaction", **where, reaction=driver.reaction("👀")) is True
    assert (await group.messages())[-1]["reactions"] == {"👀": 1}
    await driver.call("set_message_reaction", **where, reaction=[])
    assert (await group.messages())[-1]["reactions"] == {}
    with pytest.raises(RefusedError, match=r"(?i)reaction_invalid"):
        await driver.call("set_message_reaction", **where, reaction=driver.reaction("🧱"))
