"""A correction goes to exactly those who got the wrong one; an emergency that nobody agrees to is sent alone, and told."""

import pytest

from tests.stories.town import POLICY, living_town

SMALL = POLICY.replace("[notices]", "[notices]\napprove_above = 3")


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=SMALL) as made:
        yield made


async def test_a_wrong_notice_is_put_right(town):
    private = town.dm("head")
    await town.publishes("head", "G", "明天上午停水，下午恢复。", kind="outage")
    await private.sees("已送达 3/3", label="更正")
    await town.presses("head", private, "更正")
    await private.sees("1/2　哪里说错了：")
    await town.head.says(private, "明天上午")
    await private.sees("2/2　正确的是：")
    await town.head.says(private, "后天上午")
    await private.sees("更正 #A-N2 收下了，会发给收到过的 3 个群。")
    for chat in (town.g, town.m3, town.m5):
        await chat.sees("正确的：后天上午", label="收到")
        await chat.sees("【已更正】这份通知说错了，请看 #A-N2。")
    assert await town.told(town.c, "后天上午") == []
    await private.sees("已更正，请看 #A-N2")


async def test_nobody_agrees_so_the_glass_is_broken_and_told(town):
    private = town.dm("secretary")
    await town.secretary.says(private, "/notice")
    await town.presses("secretary", private, "梧桐社区")
    await town.presses("secretary", private, "紧急通知")
    await town.presses("secretary", private, "水不能喝（可紧急发出）")
    await private.sees("1/1　地点、范围：")
    await town.secretary.says(private, "梧桐苑")
    await private.sees("梧桐苑的自来水现在不要喝", label="发布")
    await town.presses("secretary", private, "发布")
    await private.sees("等另一位负责人同意", label="等不到审核，直接发出")
    assert "请再等" in await town.presses("secretary", private, "等不到审核，直接发出")
    assert await town.told(town.m3, "自来水") == []
    await town.time_passes("3m")
    said = await town.presses("secretary", private, "等不到审核，直接发出")
    assert said == "已直接发出，记下来了，也告诉了上级。"
    await town.m3.sees("梧桐苑的自来水现在不要喝", label="收到")
    for chat in (town.dm("commander"), town.s):
        await chat.sees("一份紧急通知没有等到审核，值班的人直接发出了")
    await private.sees("值班的人直接发出，已经记下来了")
