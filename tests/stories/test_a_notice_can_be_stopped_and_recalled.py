"""STOP keeps back what has not left; recall takes away what stands in the groups."""

import pytest

from tests.stories.town import POLICY, living_town

WORDS = "明天全区停电。"


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=POLICY.replace('hold = "1s"', 'hold = "60s"')) as made:
        yield made


async def test_a_notice_can_be_stopped_and_recalled(town):
    private = town.dm("boss")
    await town.publishes("boss", "HQ", WORDS, kind="outage")
    await private.sees("即将发出", label="停止")
    assert await town.presses("boss", private, "停止") == "已叫停，没发出的不再发。"
    await private.sees("已停止")
    await town.time_passes("2m")
    assert await town.told(town.m3, WORDS) == []

    await town.publishes("boss", "HQ", WORDS, kind="outage")
    await private.sees("即将发出", label="停止")
    await town.time_passes("2m")
    for chat in town.chats.values():
        await chat.sees(WORDS, label="收到")
    await private.sees("已送达 6/6", label="撤回")
    assert await town.presses("boss", private, "撤回") == "正在撤回。"
    await private.sees("已撤回")
    for chat in town.chats.values():
        assert await town.told(chat, WORDS) == []
