"""Somebody else polls with the same token: it is said in plain words, and nothing is handled twice."""

import asyncio

from aiohttp import ClientSession

from tests.stories.city import ask, nothing_waits, until, what_is_wrong
from tests.stories.town import TOKEN


async def test_a_second_poller_is_named_and_does_no_harm(town):
    other = asyncio.create_task(polls(town.stage.url))
    try:
        await until(lambda: is_named(town))
        await town.leader.says(town.m3, "3幢2单元水管爆了，已经淹到一楼")
        await asyncio.sleep(1)
    finally:
        other.cancel()
        await asyncio.gather(other, return_exceptions=True)
    await town.m3.sees("#A-1001", within=40)
    await until(lambda: is_well(town))
    await until(lambda: nothing_waits(town))
    assert await ask(town, "SELECT count(*) FROM incident") == 1
    assert len([each for each in await town.m3.messages() if "#A-1001" in each["text"]]) == 1


async def polls(url):
    """Another process that looks at our updates and confirms none."""
    async with ClientSession() as http:
        while True:
            async with http.post(f"{url}/bot{TOKEN}/getUpdates", json={"timeout": 2}) as answer:
                await answer.read()


async def is_named(town):
    return any("another poller" in trouble for trouble in (await what_is_wrong(town)).values())


async def is_well(town):
    return await what_is_wrong(town) == {}
