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


async def test_of_a_restricted_matter_no_piece_of_the_album_stays_in_the_group(town):
    pieces = await town.leader.sends_album(town.m3, "隔壁老公又家暴打老婆了，满脸是血", count=3, gap=0.1)
    await town.m3.sees("#A-1001 已收到，有人跟进")
    await town.calms_down()
    assert [each["id"] for each in await town.m3.messages() if each["id"] in pieces] == []
