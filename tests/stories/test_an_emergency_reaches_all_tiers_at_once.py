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


async def test_the_all_clear_is_edited_into_the_same_messages_and_nobody_rings_again(town):
    await town.resident.says(town.m3, "6楼起火了，有人被困")
    await town.g.sees("#A-1001 🔴 特急", label="接单")
    chats = (town.m3, town.g, town.c, town.s, town.hq, town.dm("secretary"))
    await town.time_passes("11m")
    await town.s.sees("无人接单")
    await town.presses("worker", town.g, "接单")
    await town.presses("worker", town.g, "到场")
    await town.presses("worker", town.g, "完成")
    await town.worker.says(town.g, "火灭了，人都出来了")
    await town.dm("colleague").sees("办理情况：", label="通过")
    await town.calms_down()
    before = [await spoken(town, chat) for chat in chats]
    await town.presses("colleague", town.dm("colleague"), "通过")
    for chat in chats:
        await chat.sees("✅ 险情已解除，请放心。")
    await town.calms_down()
    for chat, ids in zip(chats, before, strict=True):
        after = await spoken(town, chat)
        fresh = [text for number, text in after.items() if number not in ids]
        assert [text for text in fresh if "解决了吗" not in text] == [], "but for the one question to who cried"
        assert ids.keys() <= after.keys()
        assert [text for text in after.values() if "首报" in text and "险情已解除" not in text] == []


async def spoken(town, chat):
    """What the bot says there now, by message."""
    found = await chat.messages()
    return {each["id"]: each["text"] for each in found if each["from"]["is_bot"] and "#A-1001" in each["text"]}
