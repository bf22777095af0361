"""The token dies in the middle of a broadcast: it is said, nothing more is tried, and the new token finishes the work."""

import asyncio

from tests.stories.city import WORDS, nothing_waits, until, what_is_wrong, wide_city


async def test_a_revoked_token_is_named_and_the_new_one_goes_on(tmp_path):
    async with wide_city(tmp_path, 36, send_per_second=20) as city:
        async with city.awake() as town:
            await town.publishes("secretary", "C", WORDS)
            await until(lambda: city.has_copies(8))
            fresh = (await city.stage.post("/control/revoke", bot=town.bot.id))["token"]
            await until(lambda: is_named(town))
            await asyncio.sleep(0.5)
            refused = len([call for call in await city.stage.calls("sendMessage") if call.get("status") == 401])
            await asyncio.sleep(1.5)
            again = len([call for call in await city.stage.calls("sendMessage") if call.get("status") == 401])
            assert again == refused <= 16
            assert sum((await city.copies()).values()) < 38
            await town.leader.says(town.m1, "1幢2单元水管爆了，已经淹到一楼")
        async with city.awake(bot_tokens=fresh) as town:
            await until(lambda: city.has_copies(38))
            await town.m1.sees("#A-1001", within=30)
            await until(lambda: nothing_waits(town))
            assert await what_is_wrong(town) == {}
        assert set((await city.copies()).values()) == {1}


async def is_named(town):
    return any("token" in trouble and "401" in trouble for trouble in (await what_is_wrong(town)).values())
