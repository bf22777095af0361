"""What users of other systems ask for: it goes up level by level, each in its own time, and leaves alone who is done with it."""

import pytest

from tests.stories.town import POLICY, living_town

pytestmark = pytest.mark.usefixtures("digests_at_once")
# The built-in ladder; whoever takes it is let be.
SILENT = f"""{POLICY}
[urgency.urgent]
warn = []
ask = "2d"
"""
LEAK = "3幢2单元水管爆了，已经淹到一楼"


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=SILENT) as made:
        yield made


async def test_it_keeps_escalating_each_level_in_its_own_time_whoever_signs_for_it(town):
    await town.leader.says(town.m3, LEAK)
    await town.g.sees("#A-1001", label="接单")
    await town.time_passes("16m")
    await town.g.sees("无人接单")  # what nobody took is said in the channel once more
    assert await town.told(town.c, "无人接单") == []
    await town.time_passes("34m")
    await town.presses("worker", town.g, "接单")
    await town.time_passes("11m")
    await town.c.sees("还没办完", label="督办")  # by the first words, an hour ago, and not by the signature
    for upper in (town.s, town.hq):
        assert await town.told(upper, "还没办完") == []
    await town.time_passes("2h")
    await town.dm("commander").sees("还没办完", label="督办")
    assert await town.told(town.hq, "还没办完") == []
    await town.time_passes("4h")
    await town.dm("boss").sees("还没办完", label="督办")
    for level in (town.c, town.s, town.hq):
        assert len(await town.told(level, "还没办完")) == 1


async def test_an_old_matter_that_was_closed_months_ago_wakes_nobody(town):
    await town.time_comes("21:00")  # the evening's log of the day is another story
    await town.leader.says(town.m3, LEAK)
    await town.presses("worker", town.g, "接单")
    await town.presses("worker", town.g, "完成")
    await town.presses("colleague", town.dm("colleague"), "通过")
    await town.g.sees("已办结")
    everywhere = [*town.chats.values(), *map(town.dm, town.people)]
    told = [await town.told(chat, "#A-1001") for chat in everywhere]
    await town.time_passes("59d")
    assert [len(await town.told(chat, "#A-1001")) for chat in everywhere] == [len(each) for each in told]


async def test_a_citizen_sees_until_when_and_hears_that_the_date_is_missed(town):
    private = town.dm("resident")
    await town.resident.starts(town.bot, "u_M3")
    await private.sees("好的，您在「梧桐苑3幢」。")
    await town.resident.says(private, LEAK)
    await town.presses("resident", private, "提交")
    await private.sees("⏰ 最迟")
    await town.time_passes("61m")
    await town.app.timetable.beat_all()
    await private.sees("没能办完，对不住。还在办，上一级也知道了。")
    await town.app.timetable.beat_all()
    assert len(await town.told(private, "没能办完")) == 1
