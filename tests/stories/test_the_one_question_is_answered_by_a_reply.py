"""The answer line asks at most where it is; a reply to it is the answer, and 我也是 may be said as well as pressed."""


async def test_the_one_question_is_answered_by_a_reply(town):
    await town.leader.says(town.m3, "井盖丢了，有人差点掉下去")
    answer = await town.m3.sees("具体在几栋几单元或哪个位置？直接回复这条就行。")
    await town.leader.replies(town.m3, answer["id"], "3幢2单元门口")
    placed = await town.m3.sees("3栋2单元")
    assert placed["id"] == answer["id"]
    assert "具体在几栋几单元" not in placed["text"]
    await town.g.sees("梧桐苑3幢 2单元", label="接单")
    await town.neighbour.replies(town.m3, answer["id"], "我也是")
    await town.m3.sees("另有 1 人也遇到")
    assert len(await town.told(town.m3, "#A-")) == 1


async def test_who_only_calls_for_people_is_asked_what_it_is(town):
    await town.leader.says(town.m3, "快来人")
    answer = await town.m3.sees("出了什么事？在哪里？直接回复这条就行。")
    assert "紧急" in answer["text"]
    await town.leader.replies(town.m3, answer["id"], "3幢2单元门口")
    placed = await town.m3.sees("3栋2单元")
    assert placed["id"] == answer["id"]
    assert "出了什么事" not in placed["text"]


async def test_a_house_that_fell_is_an_emergency_in_five_signs(town):
    await town.leader.says(town.m3, "房子塌了")
    answer = await town.m3.sees("特急")
    assert "请先拨打 119、110 或 120" in answer["text"]
    await town.g.sees("特急", label="接单")
