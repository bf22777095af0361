"""Telegram hands the same update over three times: it was said once, pressed once, and that is all."""

import asyncio

from tests.stories.city import ask, nothing_waits, until

COUNTED = ("incident", "report", "timeline_event", "outgoing", "inbox_update")


async def test_the_same_update_three_times_changes_nothing(town):
    await town.leader.says(town.m3, "3幢2单元水管爆了，已经淹到一楼")
    await town.g.sees("#A-1001", label="接单")
    await town.presses("worker", town.g, "接单")
    await until(lambda: nothing_waits(town))
    before = await everything(town)
    calls = await sent(town)
    await town.stage.post("/control/repeat", bot=town.bot.id, count=6, times=3)
    await asyncio.sleep(1.0)
    await until(lambda: nothing_waits(town))
    assert await everything(town) == before
    assert await sent(town) == calls


async def test_a_number_that_was_used_for_another_message_is_another_update_only_once(town):
    await town.leader.says(town.m3, "3幢2单元水管爆了，已经淹到一楼")
    await town.m3.sees("#A-1001")
    await town.stage.post("/control/repeat", bot=town.bot.id, count=1, times=2)
    await town.leader5.says(town.m5, "5幢电梯坏了，困住一个人")
    await town.m5.sees("#A-1002")
    await until(lambda: nothing_waits(town))
    assert await ask(town, "SELECT count(*) FROM incident") == 2


async def everything(town):
    return {table: await ask(town, f"SELECT count(*) FROM {table}") for table in COUNTED}


async def sent(town):
    return sum([len(await town.stage.calls(method)) for method in ("sendMessage", "editMessageText")])
