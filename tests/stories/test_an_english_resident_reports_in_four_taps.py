"""In English, by the QR: words, a photo, Submit; told at each step, rated, and all of it seen, taken out and erased."""


async def test_an_english_resident_reports_in_four_taps(english_town):
    town = english_town
    resident, private = town.resident, town.dm("resident")
    await resident.starts(town.bot, "u_M3")
    await private.sees("You are at Building 3.")
    await resident.says(private, "The drain in front of unit 2 is blocked and dirty water comes out")
    await resident.sends_photo(private)
    draft = await private.sees("Files: 1", label="Submit")
    assert "Place: Building 3 unit 2" in draft["text"]
    assert await town.presses("resident", private, "Submit") == "Submitted as #A-1001."
    await private.sees("reported, waiting for a grid worker", label="Change")
    assert await town.told(town.m3, "") == [], "what is said in private stays out of the group"

    await town.presses("worker", town.g, "Take it")
    await private.sees("was taken by Grid One; due")
    await town.presses("worker", town.g, "Done")
    await town.worker.says(town.g, "The drain is clear again")
    await town.presses("colleague", town.dm("colleague"), "Passed")
    await private.sees("is closed. Is it solved? It is all right not to answer.", label="Not solved")
    await town.presses("resident", private, "Solved")
    await town.presses("resident", private, "4")
    await private.sees("thank you for your rating")

    await resident.says(private, "/mydata")
    await private.sees("· reports of yours: 1", label="Take it all out")
    await town.presses("resident", private, "Take it all out")
    await private.sees("This is everything I keep about you")
    await town.presses("resident", private, "Erase it all")
    await private.sees("Really erase?")
    assert (await town.presses("resident", private, "Yes, erase it all")).startswith("Everything is erased.")
