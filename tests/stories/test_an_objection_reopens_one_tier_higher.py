"""Closed, and everybody concerned is asked once; who said 我也是 may object, and the community looks on from then."""


async def test_an_objection_reopens_one_tier_higher(town):
    neighbour, private = town.neighbour, town.dm("neighbour")
    await neighbour.starts(town.bot, "u_M3")
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.presses("neighbour", town.m3, "我也是")
    await town.presses("worker", town.g, "接单")
    await town.presses("worker", town.g, "完成")
    await town.worker.says(town.g, "灯换好了")
    await town.presses("colleague", town.dm("colleague"), "通过")
    await private.sees("#A-1001 路灯楼道灯 已经办结。问题解决了吗？", label="没解决")

    assert await town.presses("neighbour", private, "没解决") == "好的，马上重新办理。"
    await town.g.sees("↩ 重办", label="接单")
    await town.c.sees("#A-1001", label="督办")
    await town.dm("secretary").sees("↩ 重办", label="督办")
    await town.dm("leader").sees("已重新办理")


async def test_two_taps_say_how_content_somebody_is(town):
    private = town.dm("leader")
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.presses("worker", town.g, "接单")
    await town.presses("worker", town.g, "完成")
    await town.worker.says(town.g, "灯换好了")
    await town.presses("colleague", town.dm("colleague"), "通过")
    await town.presses("leader", private, "已解决")
    await town.presses("leader", private, "5")
    await private.sees("谢谢您的评价")
