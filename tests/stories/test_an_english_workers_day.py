"""In English: /my by deadline, a matter taken and done with a photo, the household notebook, and the day's log."""


async def test_an_english_workers_day(english_town):
    town, private = english_town, english_town.dm("worker")
    await town.leader.says(town.m3, "The lamp on the stairs of building 3 unit 2 is broken")
    await town.leader5.says(town.m5, "A manhole cover is missing in front of building 5, somebody will fall in")
    await town.g.sees("#A-1002", label="Take it")
    await town.worker.says(private, "/my")
    listed = await private.sees("Waiting to be taken: 2", label="#A-1002")
    await town.presses("worker", private, "#A-1002", listed["id"])
    card = await private.sees("#A-1002", label="Take it", after=listed["id"])
    assert await town.presses("worker", private, "Take it", card["id"]) == "It is yours now. Undo within 60 s."
    why = await town.presses("worker", private, "Why me")
    assert why.startswith("#A-1002 was reported in Building 5"), why
    await town.presses("worker", private, "Done", (await private.sees("#A-1002", label="Done"))["id"])
    await town.worker.sends_photo(private)
    shown = await town.dm("colleague").sees("#A-1002 The place now")
    assert shown["photo"], "whoever checks sees the photo"

    await town.worker.says(private, "/notes")
    await town.presses("worker", private, "Building 3")
    await town.presses("worker", private, "Write a line")
    await town.worker.says(private, "2-301 lives alone, walks badly")
    await private.sees("It is in the notebook.")

    await town.worker.says(private, "/log")
    log = await private.sees("#A-1002", label="Add a line")
    await town.presses("worker", private, "Add a line", log["id"])
    await town.worker.says(private, "visited two old people")
    await private.sees("✎ visited two old people")
