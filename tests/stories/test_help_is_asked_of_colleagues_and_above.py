"""求援: whoever has it keeps it, and colleagues and the community are asked to lend a hand."""


async def test_help_is_asked_of_colleagues_and_above(town):
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.g.sees("#A-1001", label="接单")
    await town.presses("worker", town.g, "接单")
    assert await town.presses("worker", town.g, "求援") == "已请同事和上级来帮忙。60 秒内可撤销。"
    for place in (town.g, town.c, town.dm("colleague"), town.dm("head"), town.dm("secretary")):
        await place.sees("#A-1001 求援：请能到场的同事帮一把")
    assert await town.told(town.dm("worker"), "求援：") == [], "nobody is asked to help themselves"
    await town.g.sees("处理中", label="完成")


async def test_a_call_for_help_carries_its_brief_in_the_own_group_and_is_answered_with_one_tap(town):
    await town.leader.says(town.m3, "3幢停水了，3户没水")
    await town.presses("worker", town.g, "接单")
    await town.presses("worker", town.g, "求援")
    for place in (town.g, town.c, town.dm("colleague")):
        asked = await place.sees("#A-1001 求援", label="我来帮")
        for words in (
            "停水",
            "首报",
            "已通知第一网格。",
            "有人接单。",
            "接单的人求援。",
            "目前知道牵涉 3 户。",
            "来得了的请点“我来帮”",
        ):
            assert words in asked["text"], (place.title, words)
    asked = await town.g.sees("求援", label="我来帮")
    assert "您自己求的援" in await town.presses("worker", town.g, "我来帮", asked["id"])
    assert "60 秒内可撤销" in await town.presses("colleague", town.g, "我来帮", asked["id"])
    await town.c.sees("来帮忙的：网格员")
    await town.dm("worker").sees("网格员来帮您了，这件事还是您牵头。")
    assert "不用再点" in await town.presses("colleague", town.g, "我来帮", asked["id"])
    await town.g.sees("来帮忙的：网格员", label="撤销")
    assert "已撤销" in await town.presses("colleague", town.g, "撤销", asked["id"])
    await town.calms_down()
    assert await town.told(town.g, "来帮忙的") == []
    assert "60 秒内可撤销" in await town.presses("secretary", town.c, "我来帮")
    await town.g.sees("来帮忙的：社区书记")
