"""不是事件 teaches a group's own words by counting; the leader sees it, forgets it, and says who is heard there."""

WORDS = "狗叫得好吵，一晚上没停"


async def test_three_times_no_incident_is_enough_and_can_be_forgotten(town):
    for number in (1001, 1002, 1003):
        await town.leader.says(town.m3, WORDS)
        answer = await town.m3.sees(f"#A-{number}", label="不是事件")
        await town.presses("leader", town.m3, "不是事件", answer["id"])
        await town.calms_down()
    await town.leader.says(town.m3, WORDS)
    await town.leader.says(town.m3, "3幢2单元着火了，快来人")  # an emergency asks no lesson
    await town.m3.sees("#A-1004")
    assert await town.told(town.m3, "#A-1005") == []
    await town.leader.says(town.dm("leader"), "/my")
    await town.presses("leader", town.dm("leader"), "我的群")
    await town.dm("leader").sees("不说地方，就不算事件")
    assert await town.presses("leader", town.dm("leader"), "不记了：") == "好的，这一条不记了。"
    await town.leader.says(town.m3, WORDS)
    await town.m3.sees("#A-1005")


async def test_the_leader_says_who_is_heard_in_the_own_group(town):
    await town.leader.says(town.dm("leader"), "/my")
    await town.presses("leader", town.dm("leader"), "我的群")
    assert await town.presses("leader", town.dm("leader"), "直接上报") == "改好了，群里也说了一声。"
    await town.m3.sees("邻居说的事，我听到就上报")
    await town.resident.says(town.m3, "2单元楼道灯坏了，晚上看不见")
    await town.m3.sees("#A-1001", label="我也是")
    await town.g.sees("#A-1001", label="接单")


async def test_what_is_said_for_somebody_else_says_so(town):
    await town.leader.says(town.m3, "隔壁奶奶说3幢2单元楼道灯不亮了，晚上看不见")
    await town.m3.sees("代别人反映的")


async def test_twice_corrected_is_read_so_the_third_time_until_it_is_forgotten_and_no_emergency_is_touched(town):
    """The example that the bot itself gives for an answer to 改 is understood."""
    words = "3幢漏水"
    for number, said in ((1001, "不是漏水，是停水"), (1002, "是3栋2单元，不是漏水是停水")):
        await town.leader.says(town.m3, words)
        answer = await town.m3.sees(f"#A-{number}", label="改")
        assert "停水" not in answer["text"]
        await town.presses("leader", town.m3, "改", answer["id"])
        await town.leader.says(town.m3, said)
        await town.m3.sees(f"已按您说的改好 #A-{number}")
        await town.m3.sees(f"#A-{number} · 停水")
    await town.leader.says(town.m3, words)
    await town.m3.sees("#A-1003 · 停水")
    await town.leader.says(town.m3, "3幢漏水漏到电箱冒火花着火了，有人被困")
    await town.m3.sees("人身安全第一")
    await town.leader.says(town.dm("leader"), "/my")
    await town.presses("leader", town.dm("leader"), "我的群")
    assert await town.presses("leader", town.dm("leader"), "不记了：") == "好的，这一条不记了。"
    await town.leader.says(town.m3, words)
    answer = await town.m3.sees("#A-1005")
    assert "停水" not in answer["text"]
