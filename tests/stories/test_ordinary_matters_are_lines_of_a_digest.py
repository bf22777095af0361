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


@pytest.mark.usefixtures("digests_at_once")
async def test_the_message_of_the_hour_says_why_each_of_its_matters_came(town, monkeypatch):
    monkeypatch.setattr("escalations.bundle.ALONE", 0)
    await town.neighbour.joins(town.c)
    for building in ("3幢", "5幢", "7幢", "9幢"):
        await town.leader.says(town.m3, MANHOLE.replace("3幢", building))
    await town.g.sees("#A-1004")
    await town.time_passes("16m")
    await town.c.sees("另有 4 件超时报到这里", label="为什么是我")
    assert await town.presses("secretary", town.c, "为什么是我") == "发到您的私聊了。"
    why = await town.dm("secretary").sees("这些事到点没人接或没办完，按层级报到梧桐社区。")
    for number in range(1001, 1005):
        assert f"#A-{number} 第一网格：按本地规定，" in why["text"]
    assert why["text"].count("报街道。") == 4
    fits = await town.presses("neighbour", town.c, "为什么是我")
    assert "#A-1001 第一网格：" in fits, "who never pressed Start reads what an alert has room for"
    assert fits.endswith("……还有 2 件。")
