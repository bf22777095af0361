"""接单 ends the rungs that watch for somebody to take it, 完成 the others; 不通过 lets those go on."""

import pytest

from tests.stories.ladder import LADDER, MANHOLE
from tests.stories.town import living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=LADDER) as made:
        yield made


async def test_a_claim_stops_the_climb(town):
    await town.leader.says(town.m3, MANHOLE)
    await town.g.sees("#A-1001", label="接单")
    assert await town.presses("worker", town.g, "接单") == "您已接单。60 秒内可撤销。"
    await town.time_passes("40m")
    assert await town.told(town.c, "无人接单") == []
    await town.time_passes("30m")
    await town.s.sees("还没办完", label="督办")
    assert await town.told(town.c, "无人接单") == []

    await town.presses("worker", town.g, "完成")
    await town.time_passes("4h")
    assert await town.told(town.hq, "超时未办") == []

    await town.presses("colleague", town.dm("colleague"), "不通过")
    brief = await town.hq.sees("还没办完", label="裁定")
    assert "就该告诉您的，现在补上" in brief["text"], "a rung that comes late says so"
    assert len(await town.told(town.s, "还没办完")) == 1, "one rung, one message"
