"""From the community upward ordinary matters are lines of one edited message; what climbs there has its own."""

import pytest

from tests.stories.ladder import LADDER, MANHOLE
from tests.stories.town import living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=LADDER) as made:
        yield made


async def test_ordinary_matters_are_lines_of_a_digest(town):
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    first = await town.c.sees("梧桐社区 在办事项 1 件")
    await town.leader5.says(town.m5, MANHOLE.replace("3幢", "5幢"))
    second = await town.c.sees("梧桐社区 在办事项 2 件")
    assert second["id"] == first["id"]
    assert "#A-1001" in second["text"]
    assert "#A-1002" in second["text"]
    for upper in (town.c, town.s, town.hq):
        await upper.sees("在办事项 2 件")
        assert len(await town.told(upper, "")) == 1

    await town.time_passes("20m")
    await town.c.sees("无人接单", label="督办")
    await town.c.sees("梧桐社区 在办事项 1 件")
    await town.s.sees("望江街道 在办事项 2 件")
    assert len(await town.told(town.s, "")) == 1
