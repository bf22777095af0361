"""By default a resident's words are a draft: seen at once, offered to the leader, an incident after 对, gone after a day."""

import pytest

from tests.stories.town import PEOPLE, living_town

WORDS = "2单元楼道灯坏了，晚上看不见"


async def test_a_residents_words_wait_for_the_leader(town):
    said = await town.resident.says(town.m3, WORDS)
    offer = await town.dm("leader").sees("群里有居民说了一件事，要上报吗？", label="不是事件")
    assert WORDS in offer["text"]
    seen = next(each for each in await town.m3.messages() if each["id"] == said)
    assert seen["reactions"], "the resident sees that it was heard"
    assert await town.told(town.m3, "") == []
    assert await town.told(town.g, "#A-") == []

    assert await town.presses("leader", town.dm("leader"), "对") == "谢谢确认。"
    answer = await town.m3.sees("#A-1001", label="我也是")
    assert answer["reply_to"] == said
    await town.g.sees("#A-1001", label="接单")

    assert await town.presses("neighbour", town.m3, "我也是") == "记下了，办好会告诉您。"
    await town.m3.sees("另有 1 人也遇到")
    await town.presses("resident", town.m3, "改")
    await town.m3.sees("#A-1001 哪里不对？")
    await town.resident.says(town.m3, "是1单元，不是2单元")
    await town.m3.sees("已按您说的改好 #A-1001。")
    await town.g.sees("1单元", label="接单")

    assert await town.presses("resident", town.m3, "不是事件") == "好的，不算事件。60 秒内可撤销。"
    await town.m3.sees("已撤下，不是事件", label="撤销")
    await town.presses("resident", town.m3, "撤销")
    await town.m3.sees("已上报，等网格员接单")


async def test_what_nobody_confirms_in_a_day_is_dropped(town):
    await town.resident.says(town.m3, WORDS)
    await town.dm("leader").sees("#A-1001", label="对")
    await town.time_passes("25h")
    await town.dm("leader").sees("已撤回")
    assert await town.told(town.g, "#A-") == []


@pytest.fixture
async def shy_town(tmp_path):
    async with living_town(tmp_path, started=[key for key, *_ in PEOPLE if key != "leader"]) as made:
        yield made


async def test_a_leader_who_never_pressed_start_is_asked_in_the_group(shy_town):
    said = await shy_town.resident.says(shy_town.m3, WORDS)
    answer = await shy_town.m3.sees("要上报吗？", label="对")
    assert answer["reply_to"] == said
    assert await shy_town.presses("neighbour", shy_town.m3, "对") == "只有上报人或本群的微网格长可以确认。"
    await shy_town.presses("leader", shy_town.m3, "对")
    await shy_town.m3.sees("已上报，等网格员接单")
    await shy_town.g.sees("#A-1001", label="接单")
