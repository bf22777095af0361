"""Several photos sent at once are one incident with all of them, and one answer."""


async def test_an_album_is_one_incident(town):
    first, *_ = await town.leader.sends_album(town.m3, "3幢2单元楼道灯坏了，晚上看不见", count=3, gap=0.1)
    answer = await town.m3.sees("📷 3 个附件", label="改")
    assert answer["reply_to"] == first
    await town.g.sees("📷 3 个附件", label="接单")
    card = await town.dm("worker").sees("#A-1001", label="接单")
    assert card["photo"], "the worker sees what it looks like"
    assert len(await town.told(town.m3, "#A-")) == 1
    assert len(await town.told(town.g, "#A-")) == 1
