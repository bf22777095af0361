"""What a bot sends is there as it was sent, and what Telegram would refuse is refused in its words."""

import pytest

from tests.sandbox.drivers import RefusedError


async def test_get_me_tells_name_and_privacy(driver, bot):
    me = await driver.call("get_me")
    assert (me["id"], me["username"], me["is_bot"]) == (bot.id, "pagoda_bot", True)
    assert me["can_read_all_group_messages"] is False


async def test_a_text_appears_in_the_group_with_the_next_id(driver, group):
    first = await driver.call("send_message", chat_id=group.id, text="一")
    second = await driver.call("send_message", chat_id=group.id, text="二")
    assert second["message_id"] == first["message_id"] + 1
    assert first["chat"] == {"id": group.id, "title": "3-2 微网格", "type": "supergroup"}
    assert [message["text"] for message in await group.messages()][-2:] == ["一", "二"]


async def test_html_becomes_text_and_utf16_entities(driver, group):
    text = '😀 <b>漏水 &lt;1 层&gt;</b> <a href="https://a.cn/x">图</a> <code>a_b</code>'
    sent = await driver.call("send_message", chat_id=group.id, text=text, parse_mode="HTML")
    assert sent["text"] == "😀 漏水 <1 层> 图 a_b"
    assert sent["entities"] == [
        {"type": "bold", "offset": 3, "length": 8},
        {"type": "text_link", "offset": 12, "length": 1, "url": "https://a.cn/x"},
        {"type": "code", "offset": 14, "length": 3},
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>漏", 'Can\'t find end tag corresponding to start tag "b"'),
        ("漏<bold>", 'Unsupported start tag "bold" at byte offset 3'),
        ("<b>漏</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
    ],
)
async def test_wrong_html_is_refused_in_telegrams_words_before_the_chat_is_looked_up(driver, text, words):
    with pytest.raises(RefusedError) as refused:
        await driver.call("send_message", chat_id=-1009999999999, text=text, parse_mode="HTML")
    assert refused.value.code == 400
    assert words.lower() in refused.value.text.lower()


async def test_4096_emoji_fit_and_one_more_does_not(driver, group):
    assert len((await driver.call("send_message", chat_id=group.id, text="😀" * 4096))["text"]) == 4096
    with pytest.raises(RefusedError, match=r"(?i)message is too long"):
        await driver.call("send_message", chat_id=group.id, text="😀" * 4097)


@pytest.mark.parametrize("text", ["   ", "\u200b\n", "<b></b>"])
async def test_what_nobody_can_see_is_no_message(driver, group, text):
    with pytest.raises(RefusedError, match=r"(?i)text must be non-empty"):
        await driver.call("send_message", chat_id=group.id, text=text, parse_mode="HTML")


async def test_an_unknown_chat_is_not_found(driver):
    for chat_id in (-1009999999999, 987654):
        with pytest.raises(RefusedError, match=r"(?i)chat not found"):
            await driver.call("send_message", chat_id=chat_id, text="x")


async def test_a_reply_shows_what_it_answers_and_a_missing_target_is_refused(driver, group, wang):
    said = await wang.says(group, "漏水")
    sent = await driver.call("send_message", chat_id=group.id, text="收到", reply_parameters=driver.reply_to(said))
    assert sent["reply_to_message"]["text"] == "漏水"
    assert "reply_to_message" not in sent["reply_to_message"]
    with pytest.raises(RefusedError, match=r"(?i)message to be replied not found"):
        await driver.call("send_message", chat_id=group.id, text="x", reply_parameters=driver.reply_to(9999))
    lenient = driver.reply_to(9999, allow_sending_without_reply=True)
    assert "reply_to_message" not in await driver.call(
        "send_message", chat_id=group.id, text="x", reply_parameters=lenient
    )


async def test_links_and_commands_are_found_without_markup(driver, group):
    sent = await driver.call("send_message", chat_id=group.id, text="看 https://a.cn/b，用 /help 或 @wangxm")
    assert [entity["type"] for entity in sent["entities"]] == ["url", "bot_command", "mention"]
    assert sent["entities"][0] == {"type": "url", "offset": 2, "length": 14}


async def test_a_place_and_a_chat_action(driver, group):
    sent = await driver.call("send_location", chat_id=group.id, latitude=39.9, longitude=116.4)
    assert sent["location"]["latitude"] == pytest.approx(39.9)
    assert await driver.call("send_chat_action", chat_id=group.id, action="typing") is True


async def test_forwards_tell_their_origin_and_copies_do_not(driver, group, wang, stage, bot):
    await wang.starts(bot)
    said = await wang.says(group, "漏水")
    forwarded = await driver.call("forward_message", chat_id=wang.id, from_chat_id=group.id, message_id=said)
    assert forwarded["forward_origin"]["sender_user"]["id"] == wang.id
    copied = await driver.call("copy_message", chat_id=wang.id, from_chat_id=group.id, message_id=said)
    assert (await wang.dm(bot).messages())[-1]["id"] == copied["message_id"]
    assert (await wang.dm(bot).messages())[-1]["forwarded_from"] is None


async def test_commands_are_kept_by_scope(driver):
    await driver.call("set_my_commands", commands=[driver.command("start", "开始")])
    assert await driver.call("get_my_commands") == [{"command": "start", "description": "开始"}]
    await driver.call("delete_my_commands")
    assert await driver.call("get_my_commands") == []


async def test_the_bot_tells_about_itself(driver):
    await driver.call("set_my_name", name="塔群")
    await driver.call("set_my_description", description="长")
    await driver.call("set_my_short_description", short_description="短")
    assert await driver.call("get_my_name") == {"name": "塔群"}
    assert await driver.call("get_my_description") == {"description": "长"}
    assert await driver.call("get_my_short_description") == {"short_description": "短"}


async def test_a_method_that_is_not_modelled_is_refused_and_never_true(driver, group):
    with pytest.raises(RefusedError) as refused:
        await driver.call("send_dice", chat_id=group.id)
    assert refused.value.code == 500
    assert "does not model" in refused.value.text
    with pytest.raises(RefusedError):
        await driver.call("log_out")


async def test_a_preview_that_is_switched_off_stays_off(http, bot, group):
    fields = {"text": "https://a.cn", "link_preview_options": {"is_disabled": True}, "protect_content": True}
    sent = (await http(bot.token, "sendMessage", chat_id=group.id, **fields))["result"]
    assert (sent["link_preview_options"], sent["has_protected_content"]) == ({"is_disabled": True}, True)


async def test_a_mentioned_user_stands_in_the_entity_and_a_stranger_does_not(driver, group, wang):
    text = f'<a href="tg://user?id={wang.id}">王</a> <a href="tg://user?id=424242">谁</a>'
    sent = await driver.call("send_message", chat_id=group.id, text=text, parse_mode="HTML")
    assert [(entity["type"], entity["user"]["id"]) for entity in sent["entities"]] == [("text_mention", wang.id)]


async def test_a_message_thread_is_not_found(http, bot, group):
    answer = await http(bot.token, "sendMessage", chat_id=group.id, text="x", message_thread_id=5)
    assert answer["description"] == "Bad Request: message thread not found"


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(http, bot, wang):
    await wang.starts(bot)
    markup = {"keyboard": [[{"text": "位置", "request_location": True}]]}
    sent = (await http(bot.token, "sendMessage", chat_id=wang.id, text="x", reply_markup=markup))["result"]
    assert "reply_markup" not in sent
    assert (await wang.dm(bot).messages())[-1]["reply_keyboard"][0][0]["text"] == "位置"
    answer = await http(bot.token, "editMessageText", chat_id=wang.id, message_id=sent["message_id"], text="y")
    assert answer["description"] == "Bad Request: message can't be edited"
