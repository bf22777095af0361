"""Hearing: a private nudge, then a substitute, then those above see who is deaf; a question is answered by buttons."""

import pytest

from tests.stories.town import PEOPLE, POLICY, living_town

WORDS = "请各楼把消防通道清出来。"


@pytest.fixture
async def town(tmp_path):
    people = [*PEOPLE, ("police", "part_time_worker:police", "M3")]
    async with living_town(tmp_path, policy=POLICY, people=people) as made:
        yield made


async def test_the_deaf_are_told_to_those_above(town):
    await town.publishes("head", "G", WORDS)
    await town.m3.sees(WORDS, label="收到")
    await town.presses("leader5", town.m5, "收到")
    await town.presses("worker", town.g, "收到")
    await town.dm("head").sees("已全部发出")
    await town.time_passes("4h")
    await town.dm("leader").sees("您负责的 梧桐苑3幢 还没有点“收到”", label="收到")
    assert await town.told(town.dm("leader5"), WORDS) == []
    assert await town.told(town.dm("police"), WORDS) == []
    await town.time_passes("1h")
    await town.dm("police").sees("您负责的 梧桐苑3幢 还没有点“收到”", label="收到")
    await town.time_passes("1h")
    for name in ("head", "worker", "colleague"):
        await town.dm(name).sees("您下面有 1 个单位还没收到通知")
    assert await town.told(town.dm("secretary"), "还没收到通知") == []
    await town.presses("police", town.dm("police"), "收到")
    await town.dm("head").sees("您下面的单位都收到了")
    await town.dm("head").sees("已通知到 3/3 个单位")


async def test_a_notice_asks_and_everybody_has_one_voice(town):
    private = town.dm("head")
    await town.head.says(private, "/notice")
    await town.presses("head", private, "第一网格")
    await town.presses("head", private, "活动通知")
    await town.head.says(private, "楼道大扫除放在哪天？")
    await town.presses("head", private, "加选项")
    await private.sees("一行一个")
    await town.head.says(private, "周六上午\n周日下午")
    await private.sees("选项：周六上午、周日下午", label="发布")
    await town.presses("head", private, "发布")
    await town.m3.sees("楼道大扫除", label="周日下午")
    assert await town.presses("resident", town.m3, "周日下午") == "已记下：周日下午"
    assert await town.presses("resident", town.m3, "周六上午") == "已记下：周六上午"
    await town.presses("leader5", town.m5, "周六上午")
    await private.sees("· 周六上午：2")
