"""A post whose holder is not known by number is taken up by a one-time link, and those above are told."""

import pytest

from tests.stories.town import living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, unknown=["worker"]) as made:
        yield made


async def test_a_personal_link_gives_a_post(town):
    [[_, role, name, code]] = town.links
    assert (role, name) == ("grid_worker", "worker")
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.g.sees("#A-1001", label="接单")
    assert await town.presses("worker", town.g, "接单") != "您已接单。60 秒内可撤销。"

    await town.worker.starts(town.bot, "p_wrong")
    await town.dm("worker").sees("这个链接不对、用过了或已过期")
    await town.worker.starts(town.bot, f"p_{code}")
    welcome = await town.dm("worker").sees("欢迎上岗！")
    assert "第一网格" in welcome["text"]
    await town.dm("secretary").sees("已经用个人链接上岗。")
    assert await town.presses("worker", town.g, "接单") == "您已接单。60 秒内可撤销。"

    await town.resident.starts(town.bot, f"p_{code}")
    await town.dm("resident").sees("这个链接不对、用过了或已过期")
