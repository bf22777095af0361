"""Taken, and then not a word: asked in private past the limit, and without an answer it is open for others again."""

import pytest

from tests.stories.ladder import LADDER, MANHOLE
from tests.stories.town import living_town


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
