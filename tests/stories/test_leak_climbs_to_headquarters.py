"""A leader's ordinary words climb to the head office when nobody acts, each rung once."""


async def test_an_unanswered_leak_reaches_headquarters(town):
    said = await town.leader.says(town.m3, "3幢2单元水管爆了，已经淹到一楼")
    answer = await town.m3.sees("#A-1001")
    assert answer["reply_to"] == said
    await town.g.sees("#A-1001", label="接单")
    await town.dm("worker").sees("#A-1001", label="接单")
    await town.time_passes("70m")
    await town.c.sees("#A-1001", label="督办")
    await town.time_passes("2h")
    await town.time_passes("8h")
    await town.s.sees("#A-1001")
    await town.hq.sees("#A-1001")
