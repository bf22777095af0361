"""退回 with a reason; nobody has it meanwhile, so passed rungs are due at once; the community secretary decides."""

import pytest

from tests.stories.ladder import LADDER, MANHOLE
from tests.stories.town import living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=LADDER) as made:
        yield made


async def returns(town, reason: str) -> None:
    assert await town.presses("worker", town.dm("worker"), "退回") == "请直接在这里用一句话说明。"
    await town.dm("worker").sees("#A-1001 为什么要退回？")
    await town.worker.says(town.dm("worker"), reason)


async def test_a_return_is_decided_by_the_community(town):
    await town.leader.says(town.m3, MANHOLE)
    await town.dm("worker").sees("#A-1001", label="接单")
    await town.presses("worker", town.dm("worker"), "接单")
    await town.dm("worker").sees("处理中", label="退回")
    await town.time_passes("30m")
    assert await town.told(town.c, "无人接单") == []

    await returns(town, "这是自来水公司的井盖，应由他们来办")
    await town.dm("worker").sees("已记到 #A-1001，谢谢。")
    asked = await town.dm("secretary").sees("#A-1001 申请退回，请决定", label="同意退回")
    assert "这是自来水公司的井盖" in asked["text"]
    await town.c.sees("申请退回，请决定", label="不同意")
    await town.c.sees("无人接单", label="改派")
    await town.m3.sees("正在安排由谁来办")
    assert await town.presses("secretary", town.dm("secretary"), "不同意") == "已决定。60 秒内可撤销。"
    await town.dm("worker").sees("没有同意退回，请接着办。", label="完成")
    await town.g.sees("处理中", label="完成")

    await returns(town, "联系过了，他们说明天派人来，请改由他们办")
    await town.dm("secretary").sees("请改由他们办", label="同意退回")
    await town.presses("secretary", town.dm("secretary"), "同意退回")
    await town.dm("worker").sees("同意退回，这件事不用您办了。")
    await town.g.sees("待接单", label="接单")
    assert await town.presses("colleague", town.dm("colleague"), "接单") == "您已接单。60 秒内可撤销。"
    assert len(await town.told(town.c, "已升至社区")) == 1
    assert await town.told(town.c, "无人接单") == []
