"""A hundred hard kills in a fan-out to 2,000 groups."""

import pytest

from tests.stories.bot_process import BotProcess
from tests.stories.city import wide_city
from tests.stories.hard_kill import killed_in_fan_out


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(2))
async def test_a_hundred_hard_kills_lose_nothing(tmp_path, seed):
    async with wide_city(tmp_path, 1996, send_per_second=90) as city:
        bot = BotProcess(city, tmp_path)
        try:
            reckoning = await killed_in_fan_out(city, bot, 100, seed=seed)
        finally:
            bot.end()
        print(reckoning)  # noqa: T201 - the one line of every crash test
        assert reckoning.lost == 0
        assert reckoning.duplicates <= reckoning.in_flight
        assert reckoning.integrity == "ok"
