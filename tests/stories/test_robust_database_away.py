"""The database goes away in the middle of everything and comes back: nothing is lost, and the bot needs no help."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from tests.databases import migrate
from tests.stories.city import WORDS, all_is_well, ask, nothing_waits, until, what_is_wrong, wide_city


@pytest.mark.timeout(180)
async def test_ten_seconds_without_postgres_lose_nothing(tmp_path, private_postgres):
    url = private_postgres.create_database()
    await asyncio.to_thread(migrate, url)
    async with (
        wide_city(tmp_path, 56, send_per_second=20, database_url=url) as city,
        city.awake() as town,
    ):
        await town.publishes("secretary", "C", WORDS)
        await until(lambda: city.has_copies(15))
        await asyncio.to_thread(private_postgres.stop)
        await town.leader.says(town.m1, "1幢2单元水管爆了，已经淹到一楼")
        await asyncio.sleep(5)
        assert "database" in await what_is_wrong(town)
        await town.head.says(town.g, "3幢门口井盖丢了，有人差点掉下去")
        await asyncio.sleep(5)
        await asyncio.to_thread(private_postgres.start)
        await until(lambda: city.has_copies(58))
        await town.m1.sees("#A-", within=30)
        await until(lambda: nothing_waits(town))
        await until(lambda: all_is_well(town), within=30)
        copies = await city.copies()
        assert len(copies) == 58
        unsure = await ask(town, "SELECT sum(unsure) FROM outgoing")
        assert sum(copies.values()) - 58 <= unsure
        assert await ask(town, "SELECT count(*) FROM report WHERE is_first") == 2


async def test_a_locked_file_is_waited_for(tmp_path):
    async with wide_city(tmp_path, 30, send_per_second=30) as city, city.awake() as town:
        await town.publishes("secretary", "C", WORDS)
        await until(lambda: city.has_copies(5))
        file = tmp_path / "data" / "pagoda.sqlite3"
        with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)) as other:
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
            await town.leader.says(town.m1, "1幢2单元水管爆了，已经淹到一楼")
            await asyncio.sleep(3)
            assert await ask(town, "SELECT count(*) FROM incident") == 0
            other.execute("ROLLBACK")
        await town.m1.sees("#A-1001", within=30)
        await until(lambda: city.has_copies(32))
        await until(lambda: nothing_waits(town))
        assert set((await city.copies()).values()) == {1}
