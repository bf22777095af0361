"""A wide city for hard times: one branch of four tiers, many micro-grids, and a house that goes down and comes up again."""

import asyncio
import contextlib
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession

from bot.operations import do_load_roster
from bot.operator import Workplace
from bot.settings import Settings
from pyramid.policy import read_policy
from sandbox.cast import Person, StageBot, StageChat
from sandbox.client import Stage
from sandbox.server import RunningSandbox, running_sandbox
from tests.stories.town import POLICY, TOKEN, Town, running_app, seed

UPPER = [
    ("HQ", "", "hq", "新区总部"),
    ("S", "HQ", "street", "望江街道"),
    ("C", "S", "community", "梧桐社区"),
    ("G", "C", "grid", "第一网格"),
]
PEOPLE = [
    ("boss", "hq_office", "HQ"),
    ("deputy", "hq_office", "HQ"),
    ("secretary", "community_secretary", "C"),
    ("head", "grid_head", "G"),
    ("worker", "grid_worker", "G"),
    ("leader", "micro_grid_leader", "M1"),
]
WORDS = "今晚十点到明早六点停水，请提前储水"


@dataclass
class City:
    """The stage and everybody on it; the bot lives only inside `awake()`."""

    sandbox: RunningSandbox
    stage: Stage
    wish: dict[str, Any]
    roster: dict[str, str]
    people: dict[str, Person] = field(default_factory=dict)
    chats: dict[str, StageChat] = field(default_factory=dict)
    is_settled: bool = False

    @property
    def micro_grids(self) -> list[StageChat]:
        """The chats at the bottom, in order."""
        return [chat for code, chat in self.chats.items() if code.startswith("M")]

    @property
    def queue(self):
        """The sandbox's updates for the bot."""
        bots = self.sandbox.telegram.bots.values()
        return next(bot for bot in bots if bot.user.username == "pagoda_bot").queue

    @asynccontextmanager
    async def awake(self, **more: Any):
        """The house is up while the block runs; gives the town. The first time the roster is loaded and people press Start."""
        settings = Settings.model_validate(self.wish | more)
        async with running_app(settings, read_policy(POLICY)) as (app, url):
            bot = StageBot(self.stage, int(TOKEN.partition(":")[0]), "pagoda_bot", TOKEN)
            town = Town(self.stage, app, bot, self.people, self.chats, url)
            town.place = Workplace(app.database, app.clock, app.policy, app.settings)
            if not self.is_settled:
                done = await do_load_roster(town.place, self.roster)
                assert done["errors"] == []
                for person in self.people.values():
                    await person.starts(bot)
                    await person.dm(bot).sees("塔群助手", within=30)
                await until(lambda: nothing_waits(town))
                self.is_settled = True
            yield town

    async def copies(self, words: str = WORDS) -> dict[int, int]:
        """How many copies of the notice stand in each chat, by chat id."""
        counted: dict[int, int] = {}
        for chat in self.sandbox.telegram.chats.values():
            count = sum(words in (each.text or "") and each.sender.is_bot for each in chat.messages.values())
            if count:
                counted[chat.id] = count
        return counted

    async def has_copies(self, count: int) -> bool:
        """Do at least so many copies stand somewhere?"""
        return sum((await self.copies()).values()) >= count


@asynccontextmanager
async def wide_city(tmp_path, micro_grids: int, *, basic: bool = False, **wish: Any):
    """A sandbox with so many micro-grids below one grid; `basic`: their chats are no supergroups yet."""
    units = [*UPPER, *((f"M{place}", "G", "micro_grid", f"梧桐苑{place}幢") for place in range(1, micro_grids + 1))]
    world, units_file, people_file, ids, chat_ids = seed(units, PEOPLE, [("resident", "M1")])
    if basic:
        for code in [code for code in chat_ids if code.startswith("M")]:
            chat = next(chat for chat in world["chats"] if chat["id"] == chat_ids[code])
            units_file = units_file.replace(str(chat["id"]), str(-4_000_000 - int(code[1:])))
            chat_ids[code] = chat["id"] = -4_000_000 - int(code[1:])
            chat["type"] = "group"
    async with running_sandbox() as sandbox, Stage(sandbox.url) as stage:
        await stage.seed(**world)
        (tmp_path / "data").mkdir(exist_ok=True)
        settings = {
            "bot_tokens": TOKEN,
            "api_url": sandbox.url,
            "http": "127.0.0.1:0",
            "data_dir": tmp_path / "data",
            "send_per_second": 1000,
            "group_per_minute": 10000,
        }
        city = City(sandbox, stage, settings | wish, {"units": units_file, "people": people_file})
        city.people = {key: Person(stage, number, key) for key, number in ids.items()}
        city.chats = {code: StageChat(stage, chat_ids[code], name) for code, _, _, name in units}
        yield city


async def until(is_so, within: float = 60.0) -> None:
    """Wait for something that will come true; how long a busy machine takes for it is no matter."""
    end = time.monotonic() + within
    while not await is_so():
        assert time.monotonic() < end, f"it has not come true within {within} s"
        await asyncio.sleep(0.05)


async def nothing_waits(town: Town) -> bool:
    """Is nothing left in inbox and outbox?"""
    return await town.waiting() == 0


async def what_is_wrong(town: Town) -> dict[str, str]:
    """What /readyz says."""
    async with ClientSession() as http, http.get(f"{town.url}/readyz") as answer:
        return (await answer.json()).get("wrong", {})


async def all_is_well(town: Town) -> bool:
    """Does /readyz name no trouble? It speaks of one until it has not come back for some seconds."""
    return await what_is_wrong(town) == {}


async def ask(town: Town, sql: str) -> Any:
    """One number out of the database."""
    from sqlalchemy import text

    async with town.app.database.reading() as session:
        return await session.scalar(text(sql))


@contextlib.asynccontextmanager
async def deaf(city: City):
    """Meanwhile the bot hears nothing: what happens comes to it afterwards."""
    rule = await city.stage.fault("status", method="getUpdates", status=502)
    city.queue.disturb("news")
    yield
    async with ClientSession() as http:
        await http.delete(f"{city.sandbox.url}/control/faults", params={"id": str(rule["id"])})
