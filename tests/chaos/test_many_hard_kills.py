"""kill -9 at random moments of a fan-out, and at every named point of sending."""

import asyncio
import random

import pytest

from tests.chaos.dying import POINTS, DyingBot
from tests.chaos.sizes import size
from tests.stories.bot_process import BotProcess
from tests.stories.city import until, wide_city
from tests.stories.hard_kill import Reckoning, fan_out_begins, is_over, killed_in_fan_out

GROUPS, KILLS, ROUNDS = size("GROUPS"), size("KILLS"), size("FAULT_ROUNDS")


def judged(reckoning: Reckoning, name: str) -> None:
    print(f"{name}, {GROUPS} groups: {reckoning}")  # noqa: T201 - the one line of every crash test
    assert reckoning.lost == 0
    assert reckoning.duplicates <= reckoning.in_flight
    assert reckoning.integrity == "ok"


@pytest.mark.timeout(7200)
async def test_hard_kills_at_random_moments_lose_nothing(tmp_path):
    async with wide_city(tmp_path, GROUPS - 4, send_per_second=90) as city:
        bot = BotProcess(city, tmp_path)
        try:
            judged(await killed_in_fan_out(city, bot, KILLS, seed=20261122), "kill -9 at random")
        finally:
            bot.end()


@pytest.mark.timeout(7200)
async def test_hard_kills_at_every_named_point_lose_nothing(tmp_path):
    """The mine goes off after the point was passed a random number of times, so that batches are met at all their places."""
    dice, in_flight, kills = random.Random(7), 0, 0
    async with wide_city(tmp_path, GROUPS - 4, send_per_second=90) as city:
        bot = DyingBot(city, tmp_path)
        try:
            await fan_out_begins(city, bot)
            await until(lambda: city.has_copies(25), within=120)  # beyond the canary
            in_flight += await asyncio.to_thread(bot.kill)
            kills += 1
            for _ in range(ROUNDS):
                for point in POINTS:
                    often = 30 if "send" in point or "answer" in point else 3
                    bot.dies_at = f"{point}:{dice.randint(1, often)}"
                    bot.start()
                    await until(lambda: has_died(bot), within=120)
                    in_flight += await asyncio.to_thread(
                        bot.ask, "SELECT count(*) FROM outgoing WHERE state = 'sending'"
                    )
                    kills += 1
            bot.dies_at = ""
            bot.start()
            await until(lambda: is_over(bot, len(city.chats)), within=600)
            copies = await city.copies()
            found = Reckoning(
                kills=kills,
                lost=len(city.chats) - len(copies),
                duplicates=sum(copies.values()) - len(copies),
                in_flight=in_flight,
                integrity=bot.ask("PRAGMA integrity_check"),
            )
        finally:
            bot.end()
    judged(found, f"kill -9 at {len(POINTS)} named points")


async def has_died(bot: DyingBot) -> bool:
    return not bot.process.is_alive()
