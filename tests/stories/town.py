"""A small town on the sandbox's stage with the real bot in it: what every story begins with."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from aiohttp import ClientSession
from sqlalchemy import text

from bot.app import ROLES, App
from bot.demo import units_csv
from bot.operations import do_load_roster, do_publish
from bot.operator import Workplace
from bot.settings import Settings
from pyramid.policy import read_policy
from sandbox.cast import Person, StageBot, StageChat
from sandbox.client import Stage
from sandbox.server import running_sandbox
from tests.stories.waits import comes

SHANGHAI = ZoneInfo("Asia/Shanghai")
TOKEN = "5000000001:" + "story" * 7
POLICY = """
[quiet]
residents = []
staff = []
[notices]
hold = "1s"
canary_wait = "1s"
"""

# code, parent, tier, name
UNITS = [
    ("HQ", "", "hq", "新区总部"),
    ("S", "HQ", "street", "望江街道"),
    ("C", "S", "community", "梧桐社区"),
    ("G", "C", "grid", "第一网格"),
    ("M3", "G", "micro_grid", "梧桐苑3幢"),
    ("M5", "G", "micro_grid", "梧桐苑5幢"),
]
# key, role, unit
PEOPLE = [
    ("boss", "hq_office", "HQ"),
    ("deputy", "hq_office", "HQ"),
    ("commander", "street_command", "S"),
    ("secretary", "community_secretary", "C"),
    ("head", "grid_head", "G"),
    ("worker", "grid_worker", "G"),
    ("colleague", "grid_worker", "G"),
    ("leader", "micro_grid_leader", "M3"),
    ("leader5", "micro_grid_leader", "M5"),
]
RESIDENTS = [("resident", "M3"), ("neighbour", "M3")]
FIRST_USER = 71000


@dataclass
class Town:
    """The stage, the bot, everybody by key and every unit's chat by code."""

    stage: Stage
    app: App
    bot: StageBot
    people: dict[str, Person] = field(default_factory=dict)
    chats: dict[str, StageChat] = field(default_factory=dict)
    url: str = ""
    place: Workplace | None = None
    links: list[list[str]] = field(default_factory=list)

    def __getattr__(self, name: str):
        """town.leader, town.hq …"""
        if name in self.people:
            return self.people[name]
        if name.upper() in self.chats:
            return self.chats[name.upper()]
        raise AttributeError(name)

    def dm(self, name: str) -> StageChat:
        """The private chat of a person with the bot."""
        return self.people[name].dm(self.bot)

    async def time_passes(self, duration: str) -> None:
        """Business time moves, step by step."""
        await self.turns_the_clock({"forward": duration})

    async def time_comes(self, moment: str) -> None:
        """Business time moves to the next time that the wall clock in Shanghai shows `moment`, as "22:30"."""
        now = self.app.clock.now().astimezone(SHANGHAI)
        hour, minute = map(int, moment.split(":"))
        then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        await self.turns_the_clock({"to": (then if then > now else then + timedelta(days=1)).isoformat()})

    async def turns_the_clock(self, wish: dict[str, str]) -> None:
        """The one documented call."""
        async with ClientSession() as http, http.post(f"{self.url}/demo/clock", json=wish) as answer:
            assert answer.status == 200, await answer.text()

    async def publishes(self, by: str, to: str, words: str, *, kind: str = "policy", approver: str | None = None):
        """What `python -m bot publish` asks of the running bot; gives its answer, or raises OperationRefused."""
        approve_by = self.people[approver].id if approver is not None else None
        wish = {"by": self.people[by].id, "to": to, "text": words, "kind": kind, "approve_by": approve_by}
        return await do_publish(self.place, wish)

    async def presses(self, name: str, chat: StageChat, label: str, message_id: int | None = None) -> str:
        """Somebody presses a button by its word, as soon as it is there; gives what the bot says over the chat."""
        await (chat.sees("", label=label) if message_id is None else comes(chat, label, message_id))
        return (await self.people[name].presses(chat, label, message_id))["text"]

    async def told(self, chat: StageChat, words: str) -> list[str]:
        """What the bot has said in a chat, as far as it has these words."""
        await self.calms_down()
        return [each["text"] for each in await chat.messages() if each["from"]["is_bot"] and words in each["text"]]

    async def calms_down(self) -> None:
        """Wait until nothing waits at Telegram, in the inbox or in the outbox, where one person is sent one message a second."""
        for _ in range(800):
            if await self.unfetched() + await self.waiting() == 0:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{await self.waiting()} rows still wait")

    async def unfetched(self) -> int:
        """Updates that the bot has not confirmed yet."""
        address = f"{self.stage.url}/bot{TOKEN}/getWebhookInfo"
        async with ClientSession() as http, http.get(address) as answer:
            return (await answer.json())["result"]["pending_update_count"]

    async def waiting(self) -> int:
        """Updates to be handled and messages to be sent."""
        async with self.app.database.reading() as session:
            inbox = await session.scalar(text("SELECT count(*) FROM inbox_update WHERE state = 'pending'"))
            states = "('pending', 'retry_at', 'claimed', 'sending')"
            outbox = await session.scalar(text(f"SELECT count(*) FROM outgoing WHERE state IN {states}"))
        return (inbox or 0) + (outbox or 0)


def seed(units=UNITS, people=PEOPLE, residents=RESIDENTS, chatless=(), unknown=(), language="zh"):
    """The sandbox's seed and the roster of a town.

    The roster knows no chat of the units `chatless`, and the bot is not in them; it knows no user id of the people `unknown`.
    """
    ids = {key: FIRST_USER + place for place, (key, *_) in enumerate([*people, *residents])}
    chat_ids = {code: -1001000000000 - place for place, (code, *_) in enumerate(units, start=1)}
    above = {code: parent for code, parent, *_ in units}
    chats = []
    for code, _, _, name in units:
        here = [ids[key] for key, _, unit in people if unit == code]
        below = [ids[key] for key, _, unit in people if above[unit] == code]
        living = [ids[key] for key, unit in residents if unit == code]
        chats.append(
            {
                "id": chat_ids[code],
                "type": "supergroup",
                "title": name,
                "members": [*here, *below, *living] or [FIRST_USER],
                **({} if code in chatless else {"bot": "pagoda_bot", "bot_admin": True}),
            }
        )
    bots = [{"username": "pagoda_bot", "token": TOKEN, "privacy": False}]
    users = [{"id": number, "first_name": key, "language_code": language} for key, number in ids.items()]
    roster = {
        "unit": [
            {
                "code": code,
                "parent": parent,
                "tier": tier,
                "kind": "",
                "name": name,
                "chat_id": "" if code in chatless else chat_ids[code],
            }
            for code, parent, tier, name in units
        ]
    }
    known = {key: "" if key in unknown else number for key, number in ids.items()}
    posts = [f"{known[key]},{key},{role},{unit},{language}" for key, role, unit in people]
    rows = ["user_id,name,role,unit,language", *posts]
    return {"users": users, "bots": bots, "chats": chats}, units_csv(roster), "\n".join(rows), ids, chat_ids


@asynccontextmanager
async def running_app(settings, policy, *, roles=ROLES):
    """The real process, in this one."""
    app, stop, heard = App(settings, policy, roles), asyncio.Event(), asyncio.Event()
    urls = []

    def listening(url):
        urls.append(url)
        heard.set()

    running = asyncio.create_task(app.run(stop, listening))
    waiting = asyncio.create_task(heard.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        waiting.cancel()
        running.result()
    try:
        for _ in range(1000):
            if app.is_ready or running.done():
                break
            await asyncio.sleep(0.01)
        yield app, urls[0]
    finally:
        stop.set()
        await running


@asynccontextmanager
async def living_town(
    tmp_path,
    *,
    policy=POLICY,
    database_url="",
    started=None,
    units=UNITS,
    people=PEOPLE,
    residents=RESIDENTS,
    chatless=(),
    unknown=(),
    **more,
):
    """Sandbox, bot, roster; those in `started` (all role holders by default) have pressed Start."""
    language = more.get("language", "zh")
    world, units_file, people_file, ids, chat_ids = seed(units, people, residents, chatless, unknown, language)
    async with running_sandbox() as sandbox, Stage(sandbox.url) as stage:
        await stage.seed(**world)
        wish = {
            "bot_tokens": TOKEN,
            "api_url": sandbox.url,
            "http": "127.0.0.1:0",
            "data_dir": tmp_path / "data",
            "database_url": database_url,
            "send_per_second": 1000,
            "group_per_minute": 10000,
        }
        (tmp_path / "data").mkdir(exist_ok=True)
        async with running_app(Settings.model_validate(wish | more), read_policy(policy)) as (app, url):
            place = Workplace(app.database, app.clock, app.policy, app.settings)
            done = await do_load_roster(place, {"units": units_file, "people": people_file})
            assert done["errors"] == []
            town = Town(stage, app, StageBot(stage, int(TOKEN.partition(":")[0]), "pagoda_bot", TOKEN), url=url)
            town.place, town.links = place, done["links"]
            town.people = {key: Person(stage, number, key) for key, number in ids.items()}
            town.chats = {code: StageChat(stage, chat_ids[code], name) for code, _, _, name in units}
            for key in started if started is not None else [key for key, *_ in people if key not in unknown]:
                await town.people[key].starts(town.bot)
                await town.dm(key).sees("/my")
            await town.calms_down()
            yield town
