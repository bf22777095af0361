"""In English: written in private, sent to every group below, heard where somebody in charge taps, and the silent are named."""

WORDS = "Free blood pressure check on Wednesday at 3 pm in the community room."


async def test_an_english_notice_is_heard(english_town):
    town, private = english_town, english_town.dm("secretary")
    await town.secretary.says(private, "/notice")
    await private.sees("To whom?", label="Plane Tree Community")
    await town.presses("secretary", private, "Below ▸")
    await town.presses("secretary", private, "Grid One")
    await private.sees("To Grid One and everything below, 3 groups. Which kind?")
    await town.presses("secretary", private, "Health service")
    await private.sees("Please send the words of the notice")
    await town.secretary.says(private, WORDS)
    await private.sees("Please read it once more.", label="Publish")
    assert await town.presses("secretary", private, "Publish") == "Accepted as #A-N1."
    for chat in (town.g, town.m3, town.m5):
        await chat.sees(WORDS, label="Got it")
    thanks = "Thank you! The person responsible for this group taps here; you need not."
    assert await town.presses("neighbour", town.m3, "Got it") == thanks
    assert await town.presses("leader", town.m3, "Got it") == "Noted, thank you: Building 3"
    await private.sees("All sent")
    await private.sees("Delivered 3/3 · heard 1/3")
    await town.time_passes("6h")
    await town.dm("leader5").sees("A notice has not been confirmed yet for Building 5", label="Got it")
    await town.presses("leader5", town.dm("leader5"), "Got it")
    await private.sees("heard 2/3")
