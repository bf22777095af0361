"""Three processes on one PostgreSQL: one hears and handles, two may send, and only one of these does."""

import pytest

from tests.stories.city import until, wide_city
from tests.stories.many_processes import COPIES, parts, publish

PARTS = ("receive,handle,schedule", "deliver", "deliver")


@pytest.mark.postgres
@pytest.mark.timeout(300)
async def test_three_processes_are_one_house(tmp_path, empty_postgres_url):
    city_of = wide_city(tmp_path, 36, send_per_second=60, database_url=empty_postgres_url)
    async with city_of as city, parts(city, tmp_path, empty_postgres_url, *PARTS) as running:
        await publish(city, running[0])
        await city.people["leader"].says(city.chats["M1"], "1幢1单元水管爆了，已经淹到一楼")
        await city.chats["M1"].sees("水管", within=90)

        async def is_over() -> bool:
            return running[0].ask(COPIES) == len(city.chats)

        await until(is_over, within=120)
        assert set((await city.copies()).values()) == {1}
        assert len(await city.copies()) == len(city.chats)
        assert running[0].ask("SELECT count(DISTINCT fence) FROM outgoing WHERE kind = 'notice_copy'") == 1
        for part in running:
            part.process.terminate()
        for part in running:
            part.process.join(30)
        assert [part.process.exitcode for part in running] == [0, 0, 0]
