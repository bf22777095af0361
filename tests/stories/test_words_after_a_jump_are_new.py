"""The demo's clock was moved: what is said afterwards is said now, and does not climb as if it were hours old."""

from tests.stories.city import ask


async def test_words_said_after_a_jump_are_new(town):
    await town.time_passes("6h")
    await town.leader.says(town.m3, "3幢2单元水管爆了，已经淹到一楼")
    await town.g.sees("#A-1001", label="接单")
    await town.time_passes("1m")
    await town.calms_down()
    assert await ask(town, "SELECT count(*) FROM escalation") == 0
