"""Three senders of one token on PostgreSQL: two are frozen past the lease, or killed, again and again, in one fan-out."""

import asyncio
import os
import signal

import pytest

from tests.chaos.sizes import size
from tests.stories.city import until, wide_city
from tests.stories.many_processes import COPIES, parts, publish

IN_FLIGHT = "SELECT count(*) FROM outgoing WHERE state = 'sending'"
LEASE = 15.0
ROUNDS = size("FREEZES")


@pytest.mark.timeout(14_400)
@pytest.mark.parametrize("how", ["frozen", "killed"])
async def test_a_sender_that_is_lost_is_followed_by_another(tmp_path, empty_postgres_url, how):
    roles = ("receive,handle,schedule", "deliver", "deliver", "deliver")
    city_of = wide_city(tmp_path, ROUNDS * 150 - 4, send_per_second=10, database_url=empty_postgres_url)
    async with city_of as city, parts(city, tmp_path, empty_postgres_url, *roles) as (first, *senders):
        await publish(city, first)
        in_flight = 0
        for turn in range(1, ROUNDS + 1):
            await until(lambda wanted=turn * 100: city.has_copies(wanted), within=120)
            stopped = signal.SIGSTOP if how == "frozen" else signal.SIGKILL
            for part in senders[:2] if turn % 2 else senders[1:]:
                if part.process.is_alive():
                    os.kill(part.process.pid, stopped)
            in_flight += await asyncio.to_thread(first.ask, IN_FLIGHT)
            await asyncio.sleep(LEASE + 3)
            for part in senders:
                if how == "frozen":
                    os.kill(part.process.pid, signal.SIGCONT)
                elif not part.process.is_alive():
                    part.process.join(5)
                    part.start()

        async def is_over() -> bool:
            return await asyncio.to_thread(first.ask, COPIES) == len(city.chats)

        await until(is_over, within=600)
        copies = await city.copies()
        duplicates = sum(copies.values()) - len(copies)
        lost = len(city.chats) - len(copies)
        print(f"{how}: lost {lost}, duplicates {duplicates}, in flight {in_flight}")  # noqa: T201 - the one line of every crash test
        assert len(copies) == len(city.chats)
        assert duplicates <= in_flight
