"""Between chatter and an emergency the bot does not stay silent: it asks, and anybody may say yes."""

import re

DOUBTFUL = "看台塌了 好多学生"
ASKED = "是不是有人有危险"


async def test_a_neighbour_says_yes_and_it_is_an_emergency(town):
    await town.resident.says(town.m3, DOUBTFUL)
    await town.m3.sees(ASKED)
    await town.presses("neighbour", town.m3, "是，有危险")
    await town.m3.sees("#A-1001")
    await town.m3.sees("特急")
    assert await town.told(town.m3, ASKED) == []


async def test_only_who_said_it_says_that_there_is_no_danger(town):
    await town.resident.says(town.m3, DOUBTFUL)
    await town.m3.sees(ASKED)
    assert "发消息的那位" in await town.presses("neighbour", town.m3, "没有危险")
    assert "没事就好" in await town.presses("resident", town.m3, "没有危险")
    await town.calms_down()
    assert await town.told(town.m3, "#A-") == []


async def test_who_goes_on_is_asked_once_more_and_all_of_it_counts(town):
    await town.resident.says(town.m3, DOUBTFUL)
    await town.m3.sees(ASKED)
    await town.resident.says(town.m3, "小孩抱着电线杆")
    await town.m3.sees("好的。")
    assert len(await town.told(town.m3, ASKED)) == 1
    await town.presses("neighbour", town.m3, "是，有危险")
    card = await town.g.sees("特急", label="接单")
    assert "#A-1001" in card["text"]
    assert await town.told(town.m3, ASKED) == []


async def test_the_clock_runs_from_his_first_words(town):
    await town.time_comes("10:00")
    await town.resident.says(town.m3, DOUBTFUL)
    await town.m3.sees(ASKED)
    await town.time_passes("6m")
    await town.resident.says(town.m3, "小孩抱着电线杆")
    await town.m3.sees("好的。")
    await town.presses("neighbour", town.m3, "是，有危险")
    card = await town.g.sees("特急", label="接单")
    assert re.search(r"首报 \S+ (?:09:59|10:0[01]) ", card["text"])


async def test_no_lesser_question_takes_its_place(town):
    for words, number in (("2单元的路灯坏了", "#A-1001"), ("1单元门口垃圾没人清", "#A-1002")):
        await town.leader.says(town.m3, words)
        await town.m3.sees(number)
    await town.leader.says(town.m3, "到底什么时候来修啊")
    await town.dm("leader").sees("是哪一件")  # and while that is open, the next one would be asked in the group
    await town.leader.says(town.m3, DOUBTFUL)
    await town.m3.sees(ASKED)
    await town.leader.says(town.m3, "怎么还没人来修")
    await town.calms_down()
    assert await town.told(town.m3, "是哪一件") == []
    await town.presses("neighbour", town.m3, "是，有危险")
    await town.m3.sees("特急")


async def test_the_answer_may_be_typed(town):
    await town.resident.says(town.m3, DOUBTFUL)
    await town.m3.sees(ASKED)
    await town.resident.says(town.m3, "是的 快来")
    await town.m3.sees("#A-1001")


async def test_after_ten_minutes_the_question_is_over(town):
    await town.resident.says(town.m3, DOUBTFUL)
    await town.m3.sees(ASKED)
    await town.time_passes("15m")
    assert "十分钟" in await town.presses("neighbour", town.m3, "是，有危险")
    assert await town.told(town.m3, "#A-") == []
