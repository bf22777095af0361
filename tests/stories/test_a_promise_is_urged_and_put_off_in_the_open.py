"""催一下 once a day is counted and shown upward; 挂账 has an end that the reporter is told, and comes back by itself."""

import pytest

from tests.stories.ladder import LADDER, MANHOLE, begins_to_put_off
from tests.stories.town import living_town


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=LADDER) as made:
        yield made


async def test_an_urge_counts_once_a_day_and_every_tier_sees_the_count(town):
    private = town.dm("resident")
    await town.resident.starts(town.bot, "u_M3")
    await private.sees("好的，您在「梧桐苑3幢」。")
    await town.resident.says(private, MANHOLE)
    await town.presses("resident", private, "提交")
    await private.sees("已上报，等网格员接单", label="催一下")
    await town.presses("worker", town.g, "接单")
    await private.sees("#A-1001", label="催一下")
    await town.presses("resident", private, "催一下")
    await town.dm("worker").sees("📣 #A-1001 上报人催办，请尽快办。")
    assert "明天还可以再催" in await town.presses("resident", private, "催一下")
    await town.time_passes("61m")
    await town.s.sees("📣 上报人催办 1 次", label="督办")
    await town.time_passes("24h")
    await town.presses("resident", private, "催一下")
    for upper in (town.g, town.s, town.hq):
        await upper.sees("📣 上报人催办 2 次")


async def test_what_is_put_off_has_an_end_that_the_reporter_reads(town):
    private = await begins_to_put_off(town)
    await town.worker.says(private, "等配件")
    await private.sees("请写明等到哪一天")
    await town.presses("worker", private, "挂账")
    await town.worker.says(private, "等配件，要三天")
    await town.dm("secretary").sees("申请暂缓办理（挂账）", label="同意挂账")
    await town.presses("secretary", town.dm("secretary"), "同意挂账")
    await town.m3.sees("⏸ 暂缓到")
    await town.dm("leader").sees("#A-1001")
    await town.time_passes("30h")
    assert await town.told(town.s, "还没办完") == [], "no rung while it rests"
    await town.time_passes("2530m")
    news = await private.sees("暂缓到期，请接着办。", label="完成")
    card = await town.g.sees("处理中", label="退回")
    for message in (news, card):
        assert "挂账" not in {key["text"] for row in message["buttons"] for key in row}, "once"
