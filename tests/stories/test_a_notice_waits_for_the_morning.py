"""In quiet hours an ordinary notice waits until they end; an emergency does not."""

import pytest

from tests.stories.town import living_town

QUIET = """
[quiet]
residents = ["21:30-07:30"]
staff = ["21:30-07:30"]
[notices]
hold = "1s"
canary_wait = "1s"
"""
WORDS = "周三下午3点在社区活动室免费量血压。"


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=QUIET) as made:
        yield made


async def test_a_notice_waits_for_the_morning(town):
    await town.time_comes("22:30")
    await town.publishes("boss", "G", WORDS, kind="health")
    await town.dm("boss").sees("现在是安静时段，", label="停止")
    await town.publishes("boss", "M3", "河水上涨，请马上往高处走。", kind="emergency")
    await town.m3.sees("河水上涨")
    await town.m3.lacks(WORDS)
    await town.time_comes("07:31")
    await town.m3.sees(WORDS, label="收到")
    await town.m5.sees(WORDS, label="收到")
