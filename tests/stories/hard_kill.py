"""kill -9 in the middle of a fan-out, again and again; the checker stands outside and reads the file and the chats."""

import asyncio
import random
from dataclasses import dataclass

from tests.stories.bot_process import BotProcess
from tests.stories.city import WORDS, City, until


@dataclass(frozen=True)
class Reckoning:
    """What became of a fan-out."""

    kills: int
    lost: int
    duplicates: int
    in_flight: int
    integrity: str

    def __str__(self) -> str:
        """The one line of every crash test."""
        return (
            f"kills {self.kills}, lost {self.lost}, duplicates {self.duplicates}, "
            f"in flight {self.in_flight}, integrity {self.integrity}"
        )


async def killed_in_fan_out(city: City, bot: BotProcess, kills: int, *, seed: int) -> Reckoning:
    """Publish to all, kill at random moments, begin anew each time; count when everything has come to rest."""
    dice, in_flight, done = random.Random(seed), 0, 0
    everything = len(city.chats)
    await fan_out_begins(city, bot)
    share = everything // (kills + 1)
    for turn in range(1, kills + 1):
        moment = turn * share - dice.randrange(share)
        await until(lambda wanted=moment: city.has_copies(wanted), within=180)
        await asyncio.sleep(dice.random() * 0.05)
        in_flight += await asyncio.to_thread(bot.kill)
        done += 1
        bot.start()
    await until(lambda: is_over(bot, everything), within=180)
    copies = await city.copies()
    return Reckoning(
        kills=done,
        lost=everything - len(copies),
        duplicates=sum(copies.values()) - len(copies),
        in_flight=in_flight,
        integrity=bot.ask("PRAGMA integrity_check"),
    )


async def fan_out_begins(city: City, bot: BotProcess) -> None:
    """The roster is loaded, the bot serves, and a notice to everybody is accepted."""
    bot.load_roster()
    bot.start()
    await until(lambda: is_serving(bot))
    by, second = (str(city.people[name].id) for name in ("boss", "deputy"))
    await asyncio.to_thread(bot.do, "publish", "--by", by, "--to", "HQ", "--text", WORDS, "--approve-by", second)


async def is_serving(bot: BotProcess) -> bool:
    """Does the running bot say where it listens?"""
    assert bot.process.is_alive(), bot.log.read_text(encoding="utf-8")[-2000:]
    return (bot.folder / "data" / "running.json").exists()


async def is_over(bot: BotProcess, everything: int) -> bool:
    """Have all copies been sent, by the word of the database?"""
    assert bot.process.is_alive(), bot.log.read_text(encoding="utf-8")[-2000:]
    return bot.ask("SELECT count(*) FROM outgoing WHERE kind = 'notice_copy' AND state = 'sent'") == everything
