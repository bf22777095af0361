"""Whoever edits their words edits the incident and its cards; there is no second one."""


async def test_an_edited_message_amends_its_incident(town):
    said = await town.leader.says(town.m3, "3幢2单元楼道灯坏了")
    answer = await town.m3.sees("2单元")
    await town.leader.edits(town.m3, said, "3幢1单元楼道灯坏了")
    amended = await town.m3.sees("1单元")
    assert amended["id"] == answer["id"]
    assert "上报人改过原话，已按新的更新" in amended["text"]
    await town.g.sees("1单元", label="接单")
    card = await town.dm("worker").sees("1单元", label="接单")
    assert "3幢2单元楼道灯坏了" in card["text"], "the first wording is kept"
    assert len(await town.told(town.m3, "#A-")) == 1
    assert len(await town.told(town.g, "#A-")) == 1
