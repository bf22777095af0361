"""A press by who may not is answered with the reason, and changes nothing."""


async def test_who_may_not_is_told_why(town):
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.g.sees("#A-1001", label="接单")
    assert await town.presses("leader", town.g, "接单") == "只有本网格的网格员或网格长可以接单。"
    await town.m3.sees("#A-1001", label="改")
    assert await town.presses("resident", town.m3, "改") == "只有上报人或本群的微网格长可以更改。"
    assert await town.presses("resident", town.m3, "不是事件") == "只有上报人或本群的微网格长可以说这不是事件。"
    await town.g.sees("待接单", label="接单")

    await town.presses("worker", town.g, "接单")
    await town.g.sees("处理中", label="完成")
    assert "另一位同事" in await town.presses("colleague", town.g, "完成")
    assert "另一位同事" in await town.presses("head", town.g, "退回")
    await town.g.sees("处理中", label="完成")
    assert len(await town.told(town.g, "#A-1001")) == 1
