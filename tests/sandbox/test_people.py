"""The people's face: who may do what, what is seen, and what is told live."""

import asyncio

import pytest

from sandbox.client import StageError
from sandbox.html_view import render_html


async def test_one_sees_own_chats_only_and_a_private_chat_under_the_bots_id(stage, wang, bot, group):
    li = await stage.person("李")
    await wang.starts(bot)
    mine = await stage.get("/people/chats", user=wang.id)
    assert {chat["id"] for chat in mine} == {group.id, bot.id}
    assert await stage.get("/people/chats", user=li.id) == []
    with pytest.raises(StageError, match="is not in chat"):
        await stage.get("/people/messages", user=li.id, chat=group.id)
    with pytest.raises(StageError, match="is not in chat"):
        await li.says(group, "x")


async def test_one_has_to_press_start_first(wang, bot):
    with pytest.raises(StageError, match="press Start first"):
        await wang.says(wang.dm(bot), "x")
    await wang.starts(bot)
    await wang.says(wang.dm(bot), "x")
    await wang.blocks(bot)
    with pytest.raises(StageError, match="the bot is blocked"):
        await wang.says(wang.dm(bot), "x")


async def test_a_message_view_has_what_a_page_shows(stage, wang, bot, group, http):
    markup = {"inline_keyboard": [[{"text": "收到", "callback_data": "r"}]]}
    said = await wang.says(group, "漏水")
    fields = {"parse_mode": "HTML", "reply_markup": markup, "reply_parameters": {"message_id": said}}
    await http(bot.token, "sendMessage", chat_id=group.id, text="<b>通知</b> & 看 https://a.cn", **fields)
    shown = (await group.messages())[-1]
    assert shown["html"] == (
        '<b>通知</b> &amp; 看 <a href="https://a.cn" rel="noreferrer" target="_blank">https://a.cn</a>'
    )
    assert shown["buttons"] == markup["inline_keyboard"]
    assert (shown["reply_to"], shown["from"]["is_bot"], shown["mine"]) == (said, True, False)
    own = (await stage.get("/people/messages", user=wang.id, chat=group.id))[-2]
    assert own["mine"] is True


async def test_pictures_can_be_looked_at(stage, wang, group, session, picture):
    await wang.sends_photo(group, data=picture)
    url = (await group.messages())[-1]["photo"]["url"]
    async with session.get(stage.url + url) as response:
        assert response.content_type == "image/png"
        assert await response.read() == picture


async def test_only_own_messages_can_be_edited_and_administrators_delete_others(stage, wang, group):
    li = await stage.person("李")
    await li.joins(group)
    said = await li.says(group, "漏水")
    with pytest.raises(StageError, match="only own messages"):
        await wang.edits(group, said, "x")
    assert await li.edits(group, said, "漏水了") == said
    mine = await wang.says(group, "好")
    with pytest.raises(StageError, match="only administrators"):
        await li.deletes(group, mine)
    await wang.deletes(group, said)
    assert said not in [message["id"] for message in await group.messages()]


async def test_waiting_ends_when_the_words_come_or_are_edited_in(group, bot, http):
    waiting = asyncio.create_task(group.sees("超时未办", within=5))
    sent = await http(bot.token, "sendMessage", chat_id=group.id, text="未办")
    await http(
        bot.token, "editMessageText", chat_id=group.id, message_id=sent["result"]["message_id"], text="超时未办：1"
    )
    assert (await waiting)["text"] == "超时未办：1"


async def test_what_is_not_seen_is_said_with_what_was(group, wang):
    await wang.says(group, "漏水")
    with pytest.raises(AssertionError, match=r"'超时' was not seen in 3-2 微网格 within 0.05 s; seen:.*漏水"):
        await group.sees("超时", within=0.05)
    with pytest.raises(AssertionError, match="'漏水' was not seen"):
        await group.sees("漏水", within=0.05)
    await group.sees("漏水", within=0.05, anybody=True)
    await group.lacks("漏水")


async def test_one_can_wait_for_a_button_and_for_what_comes_after(group, bot, http, wang):
    markup = {"inline_keyboard": [[{"text": "接单", "callback_data": "r"}]]}
    sent = await http(bot.token, "sendMessage", chat_id=group.id, text="一", reply_markup=markup)
    seen = await group.sees("", label="接单", within=0.1)
    assert seen["id"] == sent["result"]["message_id"]
    with pytest.raises(AssertionError):
        await group.sees("一", within=0.05, after=seen["id"])
    with pytest.raises(AssertionError, match="was seen"):
        await group.lacks("一")


async def test_the_live_stream_tells_what_happens(stage, wang, bot, group, http):
    async with stage.events(wang) as events:
        said = await wang.says(group, "一")
        await wang.edits(group, said, "二")
        await wang.reacts(group, said, "👍")
        await http(bot.token, "sendChatAction", chat_id=group.id, action="typing")
        await wang.deletes(group, said)
        kinds = {}
        async with asyncio.timeout(5):
            async for event in events:
                kinds[event["kind"]] = event
                if event["kind"] == "delete":
                    break
    assert list(kinds) == ["message", "edit", "reaction", "action", "delete"]
    assert kinds["edit"]["message"]["text"] == "二"
    assert kinds["delete"]["message_id"] == said


async def test_the_stream_of_one_person_is_silent_about_other_chats(stage, wang, bot, group):
    li = await stage.person("李")
    await li.starts(bot)
    async with stage.events(li) as events:
        await wang.says(group, "一")
        await li.says(li.dm(bot), "二")
        async with asyncio.timeout(5):
            event = await anext(events)
    assert (event["chat"], event["person"], event["message"]["text"]) == (bot.id, li.id, "二")


async def test_a_migrated_group_shows_its_history(stage, wang, bot):
    old = await stage.chat("群", kind="group", creator=wang)
    await wang.says(old, "以前")
    new = await old.migrates()
    await wang.says(new, "以后")
    shown = await stage.get("/people/messages", chat=new.id, history=True)
    assert [message["text"] for message in shown if message["text"]] == ["以前", "以后"]
    with pytest.raises(StageError, match="is no more"):
        await wang.says(old, "x")


async def test_people_and_bots_are_listed(stage, wang, bot, group):
    assert [user["name"] for user in await stage.get("/people/users", query="王")] == ["王 小明"]
    assert [user["username"] for user in await stage.get("/people/bots")] == ["pagoda_bot"]
    assert {member["status"] for member in await group.members()} == {"creator", "member"}


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("/people/say", {"user": 1, "chat": -5, "text": "x"}, "there is no user 1"),
        ("/people/users", {}, "first_name is missing"),
        ("/people/chats", {"creator": "@wangxm", "title": "x", "type": "channel"}, "a group or a supergroup"),
        ("/people/chats", {"creator": "@wangxm", "title": "x", "id": 5}, "cannot be the id"),
        ("/people/start", {"user": "@wangxm", "bot": "pagoda_bot", "payload": "a b"}, "a payload is"),
        ("/people/press", {"user": "@wangxm", "chat": -1, "message_id": 1}, "there is no chat"),
    ],
)
async def test_wrong_asks_are_refused_in_plain_words(*, stage, wang, bot, path, fields, words):
    with pytest.raises(StageError, match=words):
        await stage.post(path, **fields)


@pytest.mark.parametrize(
    ("text", "entities", "html"),
    [
        ("a<b", [], "a&lt;b"),
        ("😀ab", [("bold", 2, 2), ("italic", 3, 1)], "😀<b>a<i>b</i></b>"),
        ("abc", [("bold", 0, 2), ("italic", 1, 2)], "<b>a<i>b</i></b><i>c</i>"),
        ("/help", [("bot_command", 0, 5)], '<span class="bot_command">/help</span>'),
    ],
)
def test_entities_become_safe_html(text, entities, html):
    assert render_html(text, [{"type": k, "offset": o, "length": n} for k, o, n in entities]) == html


def test_a_link_with_a_foreign_scheme_leads_nowhere():
    entity = {"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}
    assert 'href="#"' in render_html("x", [entity])


async def test_a_crowd_speaks_in_order_in_one_call(stage, wang, group):
    li = await stage.person("李")
    await li.joins(group)
    await stage.crowd([(wang, group, "一"), (li, group, "二"), (wang, group, "三")])
    assert [message["text"] for message in await group.messages()][-3:] == ["一", "二", "三"]


async def test_an_album_may_come_bit_by_bit(wang, group):
    sending = asyncio.create_task(wang.sends_album(group, "慢", count=2, gap=0.05))
    first = await group.sees("慢", anybody=True)
    assert (await sending)[0] == first["id"]
