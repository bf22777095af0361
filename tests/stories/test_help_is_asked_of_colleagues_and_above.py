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
