"""The database is away for a minute, five times, while notices go down and reports come up."""

import asyncio

import pytest

from tests.databases import migrate
from tests.stories.city import WORDS, ask, nothing_waits, until, wide_city


@pytest.mark.timeout(1800)
async def test_a_minute_without_postgres_five_times_loses_nothing(tmp_path, private_postgres):
    url = private_postgres.create_database()
    await asyncio.to_thread(migrate, url)
    async with wide_city(tmp_path, 296, send_per_second=10, database_url=url) as city, city.awake() as town:
        await town.publishes("boss", "HQ", WORDS, approver="deputy")
        for turn in range(1, 6):
            await until(lambda wanted=turn * 40: city.has_copies(wanted), within=120)
            await asyncio.to_thread(private_postgres.stop)
            await town.leader.says(town.m1, f"1幢{turn}单元水管爆了，已经淹到一楼")
            await asyncio.sleep(60)
            await asyncio.to_thread(private_postgres.start)
        await until(lambda: city.has_copies(300), within=300)
        await until(lambda: nothing_waits(town), within=300)
        copies = await city.copies()
        assert len(copies) == 300
        assert sum(copies.values()) - 300 <= await ask(town, "SELECT sum(unsure) FROM outgoing")
        assert await ask(town, "SELECT count(*) FROM report") == 5
