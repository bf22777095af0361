"""Taken, and then not a word: asked in private past the limit, and without an answer it is open for others again."""

import pytest

from tests.stories.ladder import LADDER, MANHOLE, begins_to_put_off
from tests.stories.town import living_town

pytestmark = pytest.mark.usefixtures("digests_at_once")


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=LADDER) as made:
        yield made


async def test_taken_and_then_forgotten(town):
    await town.leader.says(town.m3, MANHOLE)
    await town.presses("worker", town.g, "接单")
    await town.time_passes("31m")
    await town.dm("worker").sees("时间已过 50%", label="还在办")
    assert await town.told(town.g, "时间已过") == [], "the group need not know before the limit"
    await town.time_passes("31m")
    await town.dm("worker").sees("还在处理吗", label="还在办")
    await town.g.sees("🟥 已超时")
    await town.time_passes("61m")
    await town.dm("worker").sees("先让别人接了")
    await town.dm("colleague").sees("请您接单", label="接单")
    await town.c.sees("无人接单")
    await town.presses("colleague", town.g, "接单")
    await town.g.sees("处理中")


async def test_acknowledged_at_night_by_somebody_who_fell_ill_it_reaches_the_manager(town):
    await town.time_comes("23:30")
    await town.leader.says(town.m3, MANHOLE)
    await town.presses("worker", town.g, "接单")
    await town.time_comes("00:31")
    await town.dm("worker").sees("还在处理吗", label="还在办")
    await town.dm("commander").sees("还没办完", label="督办")
    assert await town.told(town.dm("colleague"), "请您接单") == [], "an hour to answer"
    await town.time_comes("01:32")
    await town.g.sees("待接单", label="接单")
    await town.dm("colleague").sees("请您接单", label="接单")
    await town.dm("worker").sees("先让别人接了")


async def test_who_waits_for_a_spare_part_is_left_in_peace_until_that_day(town):
    await town.time_comes("21:00")  # the evening's log of the day is another story
    private = await begins_to_put_off(town)
    await town.worker.says(private, "等配件，要三天")
    await town.presses("secretary", town.dm("secretary"), "同意挂账")
    await town.g.sees("⏸ 暂缓到")
    everywhere = [*town.chats.values(), *map(town.dm, town.people)]
    told = [await town.told(chat, "#A-1001") for chat in everywhere]
    await town.time_passes("60h")
    assert [len(await town.told(chat, "#A-1001")) for chat in everywhere] == [len(each) for each in told]
    await town.time_passes("735m")
    await private.sees("暂缓到期，请接着办。", label="完成")
    await town.time_passes("1h")
    await private.sees("还在处理吗", label="还在办")
