"""kill -9 at ten random moments of a fan-out to 500 groups: nothing is lost, twice is only what was on the wire."""

import pytest

from tests.stories.bot_process import BotProcess
from tests.stories.city import wide_city
from tests.stories.hard_kill import killed_in_fan_out


@pytest.mark.timeout(300)
async def test_ten_hard_kills_lose_nothing(tmp_path):
    async with wide_city(tmp_path, 496, send_per_second=90) as city:
        bot = BotProcess(city, tmp_path)
        try:
            reckoning = await killed_in_fan_out(city, bot, 10, seed=20261122)
        finally:
            bot.end()
        print(reckoning)  # noqa: T201 - the one line of every crash test
        assert reckoning.kills == 10
        assert reckoning.lost == 0
        assert reckoning.duplicates <= reckoning.in_flight
        assert reckoning.integrity == "ok"
