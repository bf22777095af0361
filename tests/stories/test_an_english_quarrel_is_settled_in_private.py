"""In English, but for the first words: each side is heard alone, an agreement with days, and a promise is asked about on its day."""

from datetime import timedelta

from tests.stories.town import SHANGHAI

QUARREL = "我和楼上邻居为漏水赔钱的事一直扯皮，他还骂人"
MINE, THEIRS = "He drills at night and cracked my ceiling", "She put a lock on my meter box first"


async def test_an_english_quarrel_is_settled_in_private(english_town):
    town = english_town
    resident, neighbour, desk = town.dm("resident"), town.dm("neighbour"), town.dm("worker")
    await town.resident.starts(town.bot, "u_M3")
    await town.resident.says(resident, QUARREL)
    await town.presses("resident", resident, "Submit")
    assert await town.presses("worker", desk, "I mediate") == "All right, you mediate."
    await town.presses("worker", desk, "Invite side B")
    link = (await desk.sees("to side B alone"))["text"].split("start=")[1].split()[0]
    await town.neighbour.starts(town.bot, link)
    for who, words in (("resident", MINE), ("neighbour", THEIRS)):
        await town.presses(who, town.dm(who), "I want to speak")
        await town.people[who].says(town.dm(who), words)
        await desk.sees(words)
    await resident.lacks(THEIRS)
    await neighbour.lacks(MINE)

    day = (town.app.clock.now().astimezone(SHANGHAI) + timedelta(days=3)).date()
    await town.presses("worker", desk, "Write agreement")
    await town.worker.says(desk, f"A {day} takes the lock off\nB {day} mends the ceiling")
    for who in ("resident", "neighbour"):
        await town.dm(who).sees("It holds when both of you say yes.", label="I agree")
        assert await town.presses(who, town.dm(who), "I agree") == "Noted."
    await desk.sees("Both agreed.")
    await town.time_passes("4d")
    await resident.sees("The other side promised you this. Was it done?", label="Done")
    for chat in (town.m3, town.g, town.c, town.hq):
        for words in (MINE, THEIRS):
            assert await town.told(chat, words) == [], chat.title
