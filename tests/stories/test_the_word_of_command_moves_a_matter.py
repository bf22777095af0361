"""督办, 改派 and 裁定 come from above; 为什么是我 tells everybody the rule."""


async def test_the_word_of_command_moves_a_matter(town):
    await town.leader.says(town.m3, "6楼起火了，有人被困")
    await town.c.sees("#A-1001", label="督办")
    assert await town.presses("secretary", town.c, "督办") == "已督办，对方会收到。"
    await town.g.sees("#A-1001 督办：社区书记在盯着这件事，请尽快办，办到哪一步说一声")
    await town.dm("worker").sees("#A-1001 督办：社区书记")
    await town.g.sees("上级督办中", label="接单")

    why = await town.presses("worker", town.g, "为什么是我")
    assert "#A-1001 在梧桐苑3幢上报，特急，按片区由第一网格负责。" in why
    assert "还没有人接单。" in why
    assert "报社区。" in why

    assert (await town.presses("head", town.c, "裁定")).startswith("裁定由")
    assert await town.presses("secretary", town.c, "改派") == "请在下面的消息里选择。"
    choices = await town.c.sees("#A-1001 改派给谁？", label="网格员 c*")
    assert await town.presses("secretary", town.c, "网格员 c*") == "已改派。"
    await town.dm("colleague").sees("上级把这件事派给您，请接单。", label="接单")
    assert "buttons" in choices
    assert await town.presses("colleague", town.dm("colleague"), "接单") == "您已接单。60 秒内可撤销。"

    await town.presses("commander", town.s, "裁定")
    await town.s.sees("#A-1001 裁定由哪里来办？", label="第一网格")
    await town.presses("commander", town.s, "第一网格")
    await town.g.sees("待接单", label="接单")
    await town.presses("worker", town.g, "接单")
    ruled = await town.g.sees("处理中", label="求援")
    assert "退回" not in {key["text"] for row in ruled["buttons"] for key in row}, "what was ruled is not returned"
