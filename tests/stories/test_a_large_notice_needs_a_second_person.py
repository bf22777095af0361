"""Above `approve_above` groups somebody else agrees, and types how many groups it is."""

import pytest

from bot.operator import OperationRefused
from tests.stories.town import POLICY, living_town

WORDS = "接到自称公安的电话要转账，都是骗子，请挂断。"
SMALL = POLICY.replace("[notices]", "[notices]\napprove_above = 3")


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=SMALL) as made:
        yield made


async def test_a_large_notice_needs_a_second_person(town):
    private = town.dm("boss")
    await town.boss.says(private, "/notice")
    await town.presses("boss", private, "新区总部")
    await town.presses("boss", private, "反诈提醒")
    await private.sees("请发送通知正文")
    await town.boss.says(private, WORDS)
    await private.sees("超过 3 个群，需要另一位负责人同意。", label="发布")
    await town.presses("boss", private, "发布")
    await private.sees("等另一位负责人同意", label="停止")
    asked = await town.dm("deputy").sees("一份真实通知请您审核　#A-N1", label="同意发出")
    assert "共 6 个群" in asked["text"]
    assert WORDS in asked["text"]
    assert await town.told(private, "请您审核") == [], "nobody is asked to approve their own"

    await town.presses("deputy", town.dm("deputy"), "同意发出")
    await town.dm("deputy").sees("请输入这份通知要发往的群数，对上了才会发。")
    await town.deputy.says(town.dm("deputy"), "5")
    await town.dm("deputy").sees("您输入的是 5，和 #A-N1 要发到的群数对不上，请再看一遍。")
    assert await town.told(town.m3, WORDS) == []
    await town.deputy.says(town.dm("deputy"), "6")
    await town.dm("deputy").sees("已同意，通知即将发出。")
    await town.m3.sees(WORDS, label="收到")
    await town.hq.sees(WORDS)


async def test_on_the_command_line_the_second_person_is_checked(town):
    for approver, reason in (
        (None, "要发到 6 个群，需要另一位负责人同意。"),
        ("boss", "发布人不能自己审核自己的通知"),
        ("secretary", "管不到"),
    ):
        with pytest.raises(OperationRefused, match=reason):
            await town.publishes("boss", "HQ", WORDS, approver=approver)
    assert await town.waiting() == 0, "nothing is queued"
    await town.publishes("boss", "HQ", WORDS, approver="deputy")
    await town.m3.sees(WORDS, label="收到")
