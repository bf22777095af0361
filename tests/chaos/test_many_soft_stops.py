"""SIGTERM again and again in one fan-out: nothing is lost, nothing is said twice, and the process ends in time."""

import asyncio
import random
import time

import pytest

from tests.chaos.sizes import size
from tests.stories.bot_process import BotProcess
from tests.stories.city import until, wide_city
from tests.stories.hard_kill import fan_out_begins, is_over

GROUPS, TERMS = size("GROUPS"), size("TERMS")


@pytest.mark.timeout(7200)
async def test_soft_stops_lose_nothing_and_double_nothing(tmp_path):
    dice, longest = random.Random(5), 0.0
    async with wide_city(tmp_path, GROUPS - 4, send_per_second=90) as city:
        bot = BotProcess(city, tmp_path)
        try:
            await fan_out_begins(city, bot)
            share = (GROUPS - 30) // TERMS
            for turn in range(TERMS):
                wanted = 25 + turn * share + dice.randrange(share)
                await until(lambda turn=turn: has_begun(bot, turn + 1), within=120)
                await until(lambda wanted=wanted: city.has_copies(wanted), within=120)
                begun = time.monotonic()
                bot.process.terminate()
                await asyncio.to_thread(bot.process.join, 30)
                longest = max(longest, time.monotonic() - begun)
                assert bot.process.exitcode == 0
                assert bot.ask("SELECT count(*) FROM outgoing WHERE state = 'sending'") == 0
                bot.start()
            await until(lambda: is_over(bot, GROUPS), within=600)
        finally:
            bot.end()
        copies = await city.copies()
    duplicates = sum(copies.values()) - len(copies)
    print(  # noqa: T201 - the one line of every crash test
        f"SIGTERM {TERMS} times, {GROUPS} groups: lost {GROUPS - len(copies)}, duplicates {duplicates}, "
        f"longest exit {longest:.1f} s"
    )
    assert (len(copies), duplicates) == (GROUPS, 0)
    assert longest <= 10


async def has_begun(bot: BotProcess, lives: int) -> bool:
    """Does the process of this life listen? Before that a SIGTERM ends an interpreter that is still loading."""
    return bot.log.read_text(encoding="utf-8").count("listening on") >= lives
