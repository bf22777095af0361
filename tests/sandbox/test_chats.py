"""Chats and members are told completely, and change with their service messages and updates."""

import pytest

from tests.sandbox.drivers import RefusedError


async def test_a_group_tells_title_permissions_and_what_clients_insist_on(driver, group):
    chat = await driver.call("get_chat", chat_id=group.id)
    assert (chat["type"], chat["title"]) == ("supergroup", "3-2 微网格")
    assert chat["permissions"]["can_send_messages"] is True
    assert {"accent_color_id", "max_reaction_count", "accepted_gift_types"} <= set(chat)


async def test_a_private_chat_tells_the_person(driver, wang, bot):
    await wang.starts(bot)
    chat = await driver.call("get_chat", chat_id=wang.id)
    assert (chat["type"], chat["first_name"], chat["last_name"]) == ("private", "王", "小明")
    assert await driver.call("get_chat_member_count", chat_id=wang.id) == 2


async def test_every_kind_of_member_is_told(driver, group, wang, bot, stage):
    li, zhao, sun = [await stage.person(name) for name in "李赵孙"]
    await li.joins(group)
    await group.promotes(li, custom_title="网格员")
    await zhao.joins(group)
    await zhao.leaves(group)
    await sun.joins(group)
    await group.kicks(sun)
    kinds = {}
    for person in (wang, li, zhao, sun):
        kinds[person.name] = await driver.call("get_chat_member", chat_id=group.id, user_id=person.id)
    assert [member["status"] for member in kinds.values()] == ["creator", "administrator", "left", "kicked"]
    assert kinds["李"]["custom_title"] == "网格员"
    assert kinds["李"]["can_delete_messages"] is True
    assert kinds["孙"].get("until_date") is not None
    with pytest.raises(RefusedError, match=r"(?i)user not found"):
        await driver.call("get_chat_member", chat_id=group.id, user_id=424242)


async def test_administrators_are_listed_without_other_bots(driver, group, wang, bot, stage):
    other = await stage.bot("other_bot")
    await group.adds(other, admin=True)
    await group.promotes(bot)
    administrators = await driver.call("get_chat_administrators", chat_id=group.id)
    assert [member["user"]["id"] for member in administrators] == [wang.id, bot.id]
    assert await driver.call("get_chat_member_count", chat_id=group.id) == 3
    await wang.starts(bot)
    with pytest.raises(RefusedError, match=r"(?i)there are no administrators in the private chat"):
        await driver.call("get_chat_administrators", chat_id=wang.id)


async def test_being_added_promoted_and_removed_is_told_to_the_bot(driver, stage, wang, bot, updates):
    group = await stage.chat("新群", kind="group", creator=wang)
    await group.adds(bot)
    await group.promotes(bot)
    await group.kicks(bot)
    told = [update.get("my_chat_member") for update in await updates.take()]
    statuses = [(m["old_chat_member"]["status"], m["new_chat_member"]["status"]) for m in told if m]
    assert statuses == [("left", "member"), ("member", "administrator"), ("administrator", "kicked")]


async def test_a_bot_that_leaves_is_out(driver, group, bot, updates):
    await updates.forget()
    assert await driver.call("leave_chat", chat_id=group.id) is True
    with pytest.raises(RefusedError) as refused:
        await driver.call("send_message", chat_id=group.id, text="x")
    assert refused.value.code == 403
    assert "bot is not a member of the supergroup chat" in refused.value.text.lower()
    assert await updates.kinds() == ["my_chat_member"]
    assert (await group.messages())[-1]["service"]["left_chat_member"]["id"] == bot.id


async def test_a_bot_with_the_rights_moderates(driver, group, stage, bot, wang):
    li = await stage.person("李")
    await li.joins(group)
    with pytest.raises(RefusedError, match=r"(?i)not enough rights"):
        await driver.call("ban_chat_member", chat_id=group.id, user_id=li.id)
    rights = ["can_manage_chat", "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"]
    await group.promotes(bot, rights=rights)
    where = {"chat_id": group.id, "user_id": li.id}
    assert await driver.call("promote_chat_member", **where, can_invite_users=True) is True
    assert (await driver.call("get_chat_member", **where))["can_be_edited"] is True
    with pytest.raises(RefusedError, match=r"(?i)right_forbidden"):
        await driver.call("promote_chat_member", **where, can_delete_messages=True)
    assert await driver.call("promote_chat_member", **where) is True
    silent = (await driver.call("get_chat", chat_id=group.id))["permissions"] | {"can_send_messages": False}
    assert await driver.call("restrict_chat_member", **where, permissions=driver.permissions(silent)) is True
    assert (await driver.call("get_chat_member", **where))["status"] == "restricted"
    assert await driver.call("ban_chat_member", **where) is True
    assert await driver.call("unban_chat_member", **where, only_if_banned=True) is True
    assert (await driver.call("get_chat_member", **where))["status"] == "left"
    assert await driver.call("set_chat_title", chat_id=group.id, title="新名") is True
    assert (await driver.call("get_chat", chat_id=group.id))["title"] == "新名"
    link = await driver.call("create_chat_invite_link", chat_id=group.id, name="门口")
    assert link["invite_link"].startswith("https://t.me/+")
    assert (await driver.call("export_chat_invite_link", chat_id=group.id)).startswith("https://t.me/+")


async def test_nobody_has_profile_photos(driver, wang):
    photos = await driver.call("get_user_profile_photos", user_id=wang.id)
    assert photos["total_count"] == 0


async def test_deep_links_carry_their_payload(*, driver, stage, wang, bot, updates, group):
    await updates.forget()
    await wang.starts(bot, "u_AB12-x")
    message = (await updates.take())[0]["message"]
    assert message["text"] == "/start u_AB12-x"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    other = await stage.chat("另一个", creator=wang)
    await other.adds(bot, payload="g_1")
    assert (await updates.take())[-1]["message"]["text"] == "/start@pagoda_bot g_1"


async def test_anonymous_administrators_hide_behind_the_group(driver, group, wang, bot, updates):
    await group.promotes(bot)
    await group.promotes(wang, anonymous=True)
    await updates.forget()
    said = await wang.says(group, "通知")
    message = (await updates.take())[0]["message"]
    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == group.id
    member = await driver.call("get_chat_member", chat_id=group.id, user_id=1087968824)
    assert member["status"] == "left"
    await wang.edits(group, said, "通知二")
    assert (await updates.take())[0]["edited_message"]["text"] == "通知二"
