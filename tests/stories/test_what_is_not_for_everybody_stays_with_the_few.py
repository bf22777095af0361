"""Violence told in a group: one plain line stays, the words go, and only those named for it read them."""

WORDS = "402那家男的又动手打老婆了，孩子在哭，谁来管管"


async def test_what_is_not_for_everybody_stays_with_the_few(town):
    said = await town.leader.says(town.m3, WORDS)
    await town.m3.sees("#A-1001 已收到，有人跟进。请不要在群里转发或议论。")
    await town.dm("leader").sees("#A-1001 您在群里说的这件事不适合大家看")
    for name in ("worker", "colleague"):
        card = await town.dm(name).sees("家庭暴力", label="接单")
        assert "402" in card["text"], "who goes there must know where"
    await town.g.sees("详情只在指定经办人的私聊里。", label="接单")
    await town.calms_down()
    assert said not in [each["id"] for each in await town.m3.messages()]
    for chat in (town.m3, town.g, town.c, town.s, town.hq, *map(town.dm, ("head", "secretary", "commander", "boss"))):
        for word in ("402", "打老婆", "家庭暴力"):
            assert await town.told(chat, word) == [], (chat.title, word)
    assert await town.presses("head", town.g, "接单") == "这件事只有指定的几位能看、能办。"
    why = await town.presses("head", town.g, "为什么是我")
    assert why == "#A-1001 是受限事项，只由指定的几位经办。"
    await town.presses("worker", town.dm("worker"), "接单")
    await town.m3.sees("#A-1001 已收到，有人跟进。")
