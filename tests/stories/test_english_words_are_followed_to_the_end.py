"""In English: a leader's ordinary words become an incident that is taken, done with a photo, checked and rated."""


async def test_english_words_are_followed_to_the_end(english_town):
    town = english_town
    for talk in ("good morning all", "thank you!", "see you at the dance tonight"):
        await town.neighbour.says(town.m3, talk)
    said = await town.leader.says(town.m3, "The lamp on the stairs of building 3 unit 2 is broken, it is dark at night")
    answer = await town.m3.sees("reported, waiting for a grid worker", label="Not an incident")
    assert answer["text"].startswith("#A-1001 · Street or stair light · building 3 unit 2 stairs · normal")
    assert answer["reply_to"] == said
    card = await town.g.sees("#A-1001", label="Take it")
    assert "State: waiting to be taken" in card["text"]

    await town.presses("worker", town.dm("worker"), "Take it")
    await town.dm("leader").sees("Your report #A-1001 (Street or stair light) was taken by Grid One; due")
    await town.presses("neighbour", town.m3, "Me too")
    await town.m3.sees("👥 1 more with the same trouble")
    asked = await town.presses("worker", town.dm("worker"), "Done")
    assert asked == "Please send a photo within 10 minutes, or say it in a sentence."
    await town.worker.sends_photo(town.dm("worker"))
    await town.dm("colleague").sees("(reported done by Grid One)", label="Passed")
    assert await town.presses("worker", town.g, "Passed") == "Your own work must be checked by somebody else."
    assert await town.presses("colleague", town.dm("colleague"), "Passed") == "Passed and closed. Undo within 60 s."

    await town.presses("leader", town.dm("leader"), "Solved")
    await town.presses("leader", town.dm("leader"), "5")
    await town.dm("leader").sees("thank you for your rating")
    assert "#A-1001 🟡" in (await town.g.sees("State: closed"))["text"]
    assert [each.split(" ")[0] for each in await town.told(town.m3, "")] == ["#A-1001"], (
        "one line, and none under the rest"
    )
