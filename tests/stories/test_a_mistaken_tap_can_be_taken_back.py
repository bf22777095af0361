"""撤销: for sixty seconds, by the same person."""


async def test_a_mistaken_tap_can_be_taken_back(town):
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.g.sees("#A-1001", label="接单")
    await town.presses("worker", town.g, "接单")
    await town.g.sees("处理中", label="撤销")
    assert await town.presses("colleague", town.g, "撤销") == "最后一步不是您点的，只有点的人自己能撤销。"
    assert await town.presses("worker", town.g, "撤销") == "已撤销。"
    await town.g.sees("待接单", label="接单")

    await town.presses("worker", town.g, "接单")
    await town.g.sees("处理中", label="撤销")
    await town.time_passes("61s")
    card = await town.g.sees("处理中", label="完成")
    await town.calms_down()
    shown = next(each for each in await town.g.messages() if each["id"] == card["id"])
    assert "撤销" not in [key["text"] for row in shown["buttons"] for key in row]
