"""Who blocked, kicked, never started or deleted is refused in the right words, and comes back when they do."""

import pytest

from tests.sandbox.drivers import RefusedError


async def refusal(driver, chat_id):
    with pytest.raises(RefusedError) as refused:
        await driver.call("send_message", chat_id=chat_id, text="x")
    return refused.value.code, refused.value.text.lower()


async def test_a_bot_cannot_write_first(driver, wang, group, stage):
    code, text = await refusal(driver, wang.id)
    assert code == 403
    assert "bot can't initiate conversation with a user" in text
    stranger = await stage.person("陌生")
    code, text = await refusal(driver, stranger.id)
    assert code == 400
    assert "chat not found" in text


async def test_a_blocked_bot_is_told_and_shut_out_until_it_is_unblocked(driver, wang, bot, updates):
    await wang.starts(bot)
    await updates.forget()
    await wang.blocks(bot)
    code, text = await refusal(driver, wang.id)
    assert code == 403
    assert "bot was blocked by the user" in text
    await wang.unblocks(bot)
    told = [update["my_chat_member"] for update in await updates.take()]
    assert [member["new_chat_member"]["status"] for member in told] == ["kicked", "member"]
    assert told[0]["chat"]["type"] == "private"
    await driver.call("send_message", chat_id=wang.id, text="x")


async def test_pressing_start_unblocks(driver, wang, bot):
    await wang.starts(bot)
    await wang.blocks(bot)
    await wang.starts(bot)
    await driver.call("send_message", chat_id=wang.id, text="x")


async def test_a_deactivated_account_is_told(driver, wang, bot, stage):
    await wang.starts(bot)
    await stage.post("/control/deactivate", user=wang.id)
    code, text = await refusal(driver, wang.id)
    assert code == 403
    assert "user is deactivated" in text


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_kicked_bot_is_shut_out_until_it_is_added_again(driver, stage, wang, bot, kind):
    chat = await stage.chat("群", kind=kind, creator=wang)
    await chat.adds(bot)
    await chat.kicks(bot)
    code, text = await refusal(driver, chat.id)
    assert code == 403
    assert f"bot was kicked from the {kind} chat" in text
    await chat.adds(bot)
    await driver.call("send_message", chat_id=chat.id, text="x")


async def test_a_deleted_group_is_gone(driver, stage, wang, bot):
    for kind, words in (
        ("group", "the group chat was deleted"),
        ("supergroup", "bot is not a member of the supergroup"),
    ):
        chat = await stage.chat("群", kind=kind, creator=wang)
        await chat.adds(bot)
        await chat.is_deleted()
        code, text = await refusal(driver, chat.id)
        assert code == 403
        assert words in text


async def test_bots_do_not_talk_to_bots(driver, stage):
    other = await stage.bot("other_bot")
    code, text = await refusal(driver, other.id)
    assert code == 403
    assert "bot can't send messages to bots" in text


async def test_a_group_that_became_a_supergroup_names_its_new_id(driver, stage, wang, bot, updates):
    old = await stage.chat("群", kind="group", creator=wang)
    await old.adds(bot)
    await updates.forget()
    new = await old.migrates()
    told = [update["message"] for update in await updates.take()]
    assert [(m["chat"]["id"], m.get("migrate_to_chat_id"), m.get("migrate_from_chat_id")) for m in told] == [
        (old.id, new.id, None),
        (new.id, None, old.id),
    ]
    with pytest.raises(RefusedError) as refused:
        await driver.call("send_message", chat_id=old.id, text="x")
    assert (refused.value.code, refused.value.migrate_to) == (400, new.id)
    await driver.call("send_message", chat_id=new.id, text="x")
    assert (await driver.call("get_chat_member", chat_id=new.id, user_id=wang.id))["status"] == "creator"


async def test_a_group_may_forbid_pictures(driver, group, picture, stage, sandbox):
    chat = sandbox.telegram.chats[group.id]
    chat.permissions -= {"can_send_photos"}
    with pytest.raises(RefusedError, match=r"(?i)not enough rights to send photos to the chat"):
        await driver.call("send_photo", chat_id=group.id, photo=driver.upload(picture))
