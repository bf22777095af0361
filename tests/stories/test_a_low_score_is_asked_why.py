"""One star: what was wrong? One sentence, and the tier above has it, in Chinese and in English."""


async def closed(town):
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.presses("worker", town.g, "接单")
    await town.presses("worker", town.g, "完成")
    await town.worker.says(town.g, "灯换好了")
    await town.presses("colleague", town.dm("colleague"), "通过")


async def test_a_low_score_is_asked_why_and_told_above(town):
    private = town.dm("leader")
    await closed(town)
    await private.sees("已经办结", label="已解决")
    await town.presses("leader", private, "1")
    await private.sees("哪里不好？一句话就行")
    await town.leader.says(private, "等了三天，401室的张三打电话13900000001也没人接")
    await private.sees("谢谢，已告诉上一级（#A-1001）")
    told = await town.dm("secretary").sees("评分很低（第一网格）：等了三天")
    assert [word for word in ("401", "13900000001") if word in told["text"]] == []


async def test_a_cry_for_help_is_no_answer_and_english_is_spoken(town):
    private = town.dm("leader")
    await town.leader.says(private, "/language")
    await town.presses("leader", private, "English")
    await closed(town)
    await private.sees("", label="Solved")
    await town.presses("leader", private, "2")
    await private.sees("What was wrong?")
    await town.leader.says(private, "3幢着火了，楼道里全是烟，有人被困")
    await private.sees("", label="Submit")
