"""我请假到周五，有事找… in private: the colleague gets what comes up, and the other is left in peace."""


async def test_a_leave_finds_a_substitute(town):
    await town.secretary.says(town.dm("secretary"), "我请假到12月30日，有事找commander")
    await town.dm("secretary").sees("前有事会找替班的人")
    await town.dm("commander").sees("请假到 12-31 00:00，这段时间由您替班")
    await town.worker.says(town.dm("worker"), "今天谁值班")
    await town.dm("worker").sees("梧桐社区：commander（社区书记）")
    await town.leader.says(town.m3, "6楼起火了，有人被困")
    await town.c.sees("#A-1001")
    await town.time_passes("6m")
    await town.dm("commander").sees("无人接单", label="督办")
    assert await town.told(town.dm("secretary"), "#A-1001") == []
    await town.secretary.says(town.dm("secretary"), "我回来了")
    await town.dm("secretary").sees("欢迎回来")
    await town.dm("commander").sees("替班结束")
