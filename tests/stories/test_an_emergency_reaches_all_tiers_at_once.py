"""A resident's cry of fire waits for nobody: every tier has it in a message of its own, and is called again by the minute."""


async def test_an_emergency_reaches_all_tiers_at_once(town):
    said = await town.resident.says(town.m3, "6楼起火了，有人被困")
    answer = await town.m3.sees("人身安全第一：请先拨打 119、110 或 120。")
    assert answer["reply_to"] == said
    await town.g.sees("#A-1001 🔴 特急", label="接单")
    await town.dm("worker").sees("#A-1001 🔴 特急", label="接单")
    for upper in (town.c, town.s, town.hq):
        await upper.sees("#A-1001 🔴 特急", label="督办")
        assert await town.told(upper, "在办事项") == []
    await town.time_passes("6m")
    await town.c.sees("无人接单", label="改派")
    await town.dm("secretary").sees("无人接单", label="督办")
    await town.time_passes("5m")
    await town.s.sees("无人接单")
    await town.time_passes("20m")
    await town.hq.sees("无人到场")
    await town.presses("worker", town.g, "接单")
    assert await town.presses("worker", town.g, "到场") == "已记到场。"
