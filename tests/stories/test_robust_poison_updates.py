"""An update that cannot be read stands between two that can: it is set aside, and nobody waits for it."""

import pytest

from tests.stories.city import ask, nothing_waits, until

PERSON = {"id": 71007, "is_bot": False, "first_name": "leader"}
POISON = {
    "unknown origin": {"forward_origin": {"type": "from_mars", "date": 1}},
    "no author": {"from": {"id": "not a number"}},
    "a list for a text": {"text": ["淹水"]},
}


@pytest.mark.parametrize("kind", POISON)
async def test_an_unreadable_update_stops_nobody(town, kind):
    chat = {"id": town.m3.id, "type": "supergroup", "title": "x"}
    bad = {"message_id": 999_999, "date": 1, "chat": chat, "from": PERSON, "text": "淹水", **POISON[kind]}
    await town.leader.says(town.m3, "3幢2单元水管爆了，已经淹到一楼")
    await town.stage.post("/control/inject", bot=town.bot.id, kind="message", object=bad)
    await town.leader5.says(town.m5, "5幢电梯坏了，困住一个人")
    await town.m3.sees("#A-")
    await town.m5.sees("#A-")
    await town.leader.says(town.m3, "3幢1单元门口井盖丢了")
    await until(lambda: nothing_waits(town))
    assert await ask(town, "SELECT count(*) FROM inbox_update WHERE state = 'dead'") == 1
    assert await ask(town, "SELECT count(*) FROM incident") == 3


async def test_what_is_no_object_at_all_stops_nobody(town):
    for nonsense in (None, 7, "words", []):
        await town.stage.post("/control/inject", bot=town.bot.id, kind="message", object=nonsense)
    await town.leader.says(town.m3, "3幢2单元水管爆了，已经淹到一楼")
    await town.m3.sees("#A-1001")
    await until(lambda: nothing_waits(town))
