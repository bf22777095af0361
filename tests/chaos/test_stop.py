"""STOP at random moments of a fan-out."""

import asyncio
import random
import time

import pytest

from broadcasts.stop_notice import stop_notice
from pyramid.lookup import actor_of
from tests.chaos.sizes import size
from tests.stories.city import WORDS, until, wide_city

STOPS = size("STOPS")


@pytest.mark.timeout(7200)
async def test_stop_is_heard_within_a_second(tmp_path):
    """Notices to 80 groups at 30 a second, each stopped at a random moment: at most a second's worth still leaves."""
    dice, longest, most = random.Random(4), 0.0, 0
    async with wide_city(tmp_path, 76, send_per_second=30, group_per_minute=10_000) as city, city.awake() as town:
        for turn in range(STOPS):
            words = f"{WORDS} 第{turn}次"
            notice = await town.publishes("boss", "HQ", words, approver="deputy")
            wanted = dice.randrange(5, 30)

            async def has_begun(words=words, wanted=wanted) -> bool:
                return sum((await city.copies(words)).values()) >= wanted

            await until(has_begun)
            stopped_at = time.monotonic()
            async with town.app.database.transaction() as session:
                boss = await actor_of(session, city.people["boss"].id)
                await stop_notice(session, notice["notice_id"], boss, now=town.app.clock.now())
            before, last, count = sum((await city.copies(words)).values()), stopped_at, 0
            while time.monotonic() < stopped_at + 2.5:
                now = sum((await city.copies(words)).values())
                if now > before + count:
                    count, last = now - before, time.monotonic()
                await asyncio.sleep(0.02)
            longest, most = max(longest, last - stopped_at), max(most, count)
        print(f"stop: {STOPS} times, last copy at most {longest:.2f} s after, at most {most} copies after")  # noqa: T201 - the one line of every crash test
        assert most <= 30
        assert longest <= 1.0
