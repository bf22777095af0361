"""The living card: one in each chat that may see it, its timeline under it on demand, its photos in private, back once if deleted."""

from aiohttp import ClientSession

WORDS = "3幢2单元井盖不见了，快掉下去人了"


async def full_cards(town, chat):
    await town.calms_down()
    return [each for each in await chat.messages() if each["from"]["is_bot"] and {"经过", "收起"} & labels_of(each)]


def labels_of(message):
    return {key["text"] for row in message.get("buttons") or [] for key in row}


async def test_after_a_quarter_of_an_hour_there_is_still_one_card_and_the_own_group_is_briefed_like_any_other(town):
    await town.leader.says(town.m3, WORDS)
    await town.g.sees("#A-1001", label="接单")
    await town.neighbour.says(town.m3, "我也是")
    await town.time_passes("16m")
    brief = await town.g.sees("⏰ 到点了 · 无人接单", label="接单")
    for words in (
        "#A-1001",
        "井盖缺失",
        "首报",
        "已通知第一网格。到现在还没有人动。",
        "目前知道牵涉 2 户。",
        "请有空的同事点“接单”。",
    ):
        assert words in brief["text"]
    assert len(await full_cards(town, town.g)) == 1
    await town.presses("worker", town.g, "接单", brief["id"])
    taken = await town.g.sees("有人接单。", label="完成")
    assert taken["id"] == brief["id"], "the brief itself shows what became of it"
    assert "到点了" not in taken["text"]


async def test_the_timeline_and_the_photos_come_when_they_are_asked_for(town):
    await town.leader.sends_photo(town.m3, WORDS)
    await town.g.sees("#A-1001", label="接单")
    await town.presses("worker", town.g, "接单")
    await town.g.sees("处理中", label="经过")
    assert await town.presses("worker", town.g, "经过") == "下面是经过。"
    card = await town.g.sees("接单（网格员）", label="收起")
    assert "上报（微网格长）" in card["text"]
    await town.presses("worker", town.g, "收起")
    await town.g.sees("处理中", label="经过")
    assert await town.presses("colleague", town.g, "附件") == "发到您的私聊了。"
    await town.dm("colleague").sees("办前 1 张，办后 0 张")
    assert len(await full_cards(town, town.g)) == 1


async def test_a_deleted_card_comes_back_once(town):
    await town.leader.says(town.m3, WORDS)
    first = await town.g.sees("#A-1001", label="接单")
    await delete(town, town.g, first["id"])
    await town.neighbour.says(town.m3, "我也是")
    again = await town.g.sees("另有 1 人也遇到", label="接单")
    assert again["id"] != first["id"]
    await delete(town, town.g, again["id"])
    await town.resident.says(town.m3, "我也是")
    await town.m3.sees("另有 2 人也遇到")
    await town.calms_down()
    assert await full_cards(town, town.g) == []


async def delete(town, chat, message_id):
    """An administrator takes a message of the bot away."""
    await town.calms_down()
    address = f"{town.stage.url}/bot{town.bot.token}/deleteMessage"
    async with (
        ClientSession() as http,
        http.post(address, json={"chat_id": chat.id, "message_id": message_id}) as answer,
    ):
        assert answer.status == 200
