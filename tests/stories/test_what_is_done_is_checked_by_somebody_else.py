"""完成 with a photo; another worker looks and closes; the reporter is told, and asked once."""

import pytest

from sandbox.cast import StageError


async def test_what_is_done_is_checked_by_somebody_else(town):
    said = await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.g.sees("#A-1001", label="接单")
    card = await town.dm("worker").sees("#A-1001", label="接单")
    await town.presses("worker", town.dm("worker"), "接单")
    await town.dm("leader").sees("您上报的 #A-1001（路灯楼道灯）已有第一网格接单")
    await town.m3.sees("网格员已接单")

    assert await town.presses("worker", town.dm("worker"), "完成") == "请在 10 分钟内发一张照片，或用一句话说明。"
    await town.worker.sends_photo(town.dm("worker"))
    await town.dm("worker").sees("已记到 #A-1001，谢谢。")
    await town.g.sees("#A-1001 现场情况")

    await town.dm("colleague").sees("请核查 #A-1001", label="通过")
    shown = await town.dm("colleague").sees("#A-1001 现场情况")
    assert shown["photo"], "whoever checks sees the photo"
    assert await town.told(town.dm("head"), "请核查") == [], "one is asked, and the nearest"
    with pytest.raises(StageError):
        await town.worker.presses(town.dm("worker"), "通过")
    assert await town.presses("worker", town.g, "通过") == "自己办的事要请别人来核查。"
    assert await town.presses("leader", town.g, "通过") != "已通过，事情办结。60 秒内可撤销。"
    await town.g.sees("已完成，待核查", label="通过")

    assert await town.presses("colleague", town.dm("colleague"), "通过") == "已通过，事情办结。60 秒内可撤销。"
    await town.dm("leader").sees("#A-1001 路灯楼道灯 已经办结。问题解决了吗？", label="已解决")
    answer = await town.m3.sees("已办结")
    assert answer["reply_to"] == said
    assert "状态：已办结" in (await town.dm("worker").sees("已办结"))["text"]
    assert card["id"] == (await town.dm("worker").sees("已办结"))["id"], "a card is edited in its place"

    assert await town.presses("leader", town.dm("leader"), "已解决") == "谢谢您的回答。"
    assert await town.presses("leader", town.dm("leader"), "5") == "谢谢您的回答。"
    await town.dm("leader").sees("谢谢您的评价。")
    assert len(await town.told(town.dm("leader"), "路灯楼道灯：谢谢您的评价")) == 1
