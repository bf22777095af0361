"""延期 with a reason: the community secretary decides, the limit moves, the reporter hears the new date."""

import pytest

from tests.stories.ladder import LADDER, MANHOLE
from tests.stories.town import living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=LADDER) as made:
        yield made


async def test_an_extension_moves_the_limit(town):
    await town.leader.says(town.m3, MANHOLE)
    await town.g.sees("#A-1001", label="接单")
    await town.presses("worker", town.g, "接单")
    before = (await town.g.sees("处理中", label="延期"))["text"]
    await town.presses("worker", town.g, "延期")
    await town.g.sees("#A-1001 为什么要延期？")
    await town.worker.says(town.g, "井盖要定做，明天才到货，已围好")
    await town.dm("secretary").sees("井盖要定做，明天才到货", label="同意延期")
    await town.m3.sees("处理中")
    await town.presses("secretary", town.dm("secretary"), "同意延期")
    await town.dm("worker").sees("同意延期，请按新的期限办完。")
    after = (await town.g.sees("已延期 1 次", label="完成"))["text"]
    assert [line for line in before.splitlines() if "首报" in line] != [
        line for line in after.splitlines() if "首报" in line
    ]
    await town.dm("leader").sees("需要多一些时间，新的期限是")
    await town.time_passes("70m")
    assert await town.told(town.s, "还没办完") == [], "the old limit is no longer counted"
    await town.time_passes("1h")
    await town.s.sees("还没办完")
