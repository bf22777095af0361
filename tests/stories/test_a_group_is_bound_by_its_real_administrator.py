"""A code from above, typed in the group by somebody who is really administrator there, makes it the group of a unit."""

import pytest

from tests.stories.town import RESIDENTS, living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, chatless=["M5"], residents=[*RESIDENTS, ("tenant", "M5")]) as made:
        yield made


async def code_from_above(town) -> str:
    """The grid head asks for it by buttons; it is shown over the chat only."""
    private = town.dm("head")
    await town.head.says(private, "/my")
    await town.presses("head", private, "发群绑定码")
    answer = await town.presses("head", private, "梧桐苑5幢")
    assert "请那个群的管理员 15 分钟内在群里发：/bind" in answer
    return answer.rsplit(" ", 1)[1]


async def test_a_group_is_bound_by_its_real_administrator(town):
    await town.m5.adds(town.bot, by=town.leader5)
    await town.m5.sees("这个群还没有登记。请群管理员用自己的名字在这里发：")
    await town.tenant.says(town.m5, "5幢3单元楼道灯坏了")
    code = await code_from_above(town)

    await town.tenant.says(town.m5, f"/bind {code}")
    await town.m5.sees("这一步要本群的管理员来做")
    await town.m5.promotes(town.leader5, anonymous=True)
    await town.leader5.says(town.m5, f"/bind {code}")
    await town.m5.sees("您现在是匿名管理员或频道的身份，我认不出是谁。")
    await town.m5.promotes(town.leader5, anonymous=False)
    await town.leader5.says(town.m5, "/bind ABCDEFGHJK")
    await town.m5.sees("绑定码不对或已过期，还可以试 4 次。")

    await town.leader5.says(town.m5, f"/bind {code}")
    bound = await town.m5.sees("本群已登记：梧桐苑5幢")
    assert "有什么事，在群里直接说就行，不用记命令。" in bound["text"]
    assert "我在这里还缺" in bound["text"], "it is no administrator yet"
    await town.dm("head").sees("您发的绑定码已经用上")
    assert await town.told(town.m5, "#A-") == [], "what was said before the binding was not kept"

    await town.m5.promotes(town.bot, by=town.leader5, rights=["can_pin_messages", "can_delete_messages"])
    await town.m5.sees("本群已登记：梧桐苑5幢")
    await town.calms_down()
    assert [each for each in await town.told(town.m5, "本群已登记：梧桐苑5幢") if "我在这里还缺" in each] == []
    await town.leader5.says(town.m5, "5幢3单元楼道灯坏了")
    await town.m5.sees("#A-1001")
    await town.leader5.says(town.m5, f"/bind {code}")
    await town.m5.sees("绑定码不对或已过期")


async def test_five_wrong_codes_lock(town):
    await town.m5.adds(town.bot, by=town.leader5)
    code = await code_from_above(town)
    for left in (4, 3, 2, 1):
        await town.leader5.says(town.m5, "/bind ABCDEFGHJK")
        await town.m5.sees(f"还可以试 {left} 次")
    await town.leader5.says(town.m5, "/bind ABCDEFGHJK")
    await town.m5.sees("试错的次数太多，请 15 分钟以后再试。")
    await town.leader5.says(town.m5, f"/bind {code}")
    await town.calms_down()
    assert await town.told(town.m5, "本群已登记") == []


async def test_an_unbound_group_is_left_after_a_quarter_of_an_hour(town):
    await town.m5.adds(town.bot, by=town.leader5)
    await town.m5.sees("15 分钟内没有登记，我就自己退出")
    await town.time_passes("14m")
    assert town.bot.id in [each["id"] for each in await town.m5.members()]
    await town.time_passes("2m")
    await town.calms_down()
    assert town.bot.id not in [each["id"] for each in await town.m5.members()]
