"""SIGTERM in the middle of a fan-out: the bot ends soon and in order, and the next one goes on where it stopped."""

import asyncio
import time

import pytest

from tests.stories.bot_process import BotProcess
from tests.stories.city import WORDS, until, wide_city
from tests.stories.hard_kill import is_over, is_serving


@pytest.mark.timeout(180)
async def test_a_soft_stop_loses_nothing_and_says_nothing_twice(tmp_path):
    async with wide_city(tmp_path, 146, send_per_second=60) as city:
        bot = BotProcess(city, tmp_path)
        try:
            bot.load_roster()
            bot.start()
            await until(lambda: is_serving(bot))
            by, second = str(city.people["boss"].id), str(city.people["deputy"].id)
            wish = ["--by", by, "--to", "HQ", "--text", WORDS, "--approve-by", second]
            await asyncio.to_thread(bot.do, "publish", *wish)
            for share in (20, 50, 90):
                await until(lambda wanted=share: city.has_copies(wanted))
                begun = time.monotonic()
                bot.process.terminate()
                await asyncio.to_thread(bot.process.join, 30)
                assert bot.process.exitcode == 0
                assert time.monotonic() - begun < 10
                assert bot.ask("SELECT count(*) FROM outgoing WHERE state = 'sending'") == 0
                assert "Traceback" not in bot.log.read_text(encoding="utf-8")
                bot.start()
            await until(lambda: is_over(bot, len(city.chats)))
        finally:
            bot.end()
        copies = await city.copies()
        assert len(copies) == len(city.chats)
        assert set(copies.values()) == {1}
