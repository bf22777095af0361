"""Who wrote it first is told as the Bot API tells it: people, people who hide the account, groups, and once more what came by forward."""

import pytest

from sandbox.cast import Person
from sandbox.client import StageError

HIDDEN = 990001


@pytest.fixture
async def other(stage, wang, bot, driver):
    there = await stage.chat("另一个群", creator=wang)
    await there.adds(bot)
    return there


async def origin_of(updates):
    return (await updates.take())[-1]["message"]["forward_origin"]


async def test_of_a_person_the_account_is_told_and_once_more_the_first_one(group, other, wang, stage, bot, updates):
    await group.promotes(bot)
    await other.promotes(bot)
    li = await stage.person("李")
    await group.adds(li)
    said = await li.says(group, "漏水")
    await updates.forget()
    put = await wang.forwards(other, group, said)
    first = await origin_of(updates)
    assert (first["type"], first["sender_user"]["id"]) == ("user", li.id)
    await wang.starts(bot)
    await updates.forget()
    await wang.forwards(wang.dm(bot), other, put)
    assert await origin_of(updates) == first


async def test_who_hides_the_account_is_a_name_only(group, other, wang, stage, bot, updates):
    await group.promotes(bot)
    await other.promotes(bot)
    await stage.seed(users=[{"id": HIDDEN, "first_name": "藏", "last_name": "名", "hides_forwards": True}])
    hidden = Person(stage, HIDDEN, "藏")
    await group.adds(hidden)
    said = await hidden.says(group, "漏水")
    await updates.forget()
    await wang.forwards(other, group, said)
    origin = await origin_of(updates)
    assert {**origin, "date": 0} == {"type": "hidden_user", "date": 0, "sender_user_name": "藏 名"}
    assert (await other.messages())[-1]["forwarded_from"] == "藏 名"


async def test_an_anonymous_administrator_is_the_group_with_a_title(group, other, wang, bot, updates):
    await group.promotes(bot)
    await other.promotes(bot)
    await group.promotes(wang, anonymous=True, custom_title="网格办")
    said = await wang.says(group, "通知")
    await updates.forget()
    await wang.forwards(other, group, said)
    origin = await origin_of(updates)
    assert (origin["type"], origin["sender_chat"]["id"], origin["author_signature"]) == ("chat", group.id, "网格办")


async def test_what_is_protected_stays(group, other, wang, driver, bot):
    sent = await driver.call("send_message", chat_id=group.id, text="只在这里", protect_content=True)
    with pytest.raises(StageError, match="may not be forwarded"):
        await wang.forwards(other, group, sent["message_id"])
