"""The demo's town with the real bot in it, everybody acquainted: where scenes are played."""

import tomllib
from contextlib import asynccontextmanager

from bot.demo import TOWN, demo_policy, people_csv, units_csv
from bot.operations import do_load_roster
from bot.operator import Workplace
from bot.settings import Settings
from sandbox.client import Stage
from sandbox.server import running_sandbox
from tests.stories.town import TOKEN, running_app


@asynccontextmanager
async def demo_stage(tmp_path):
    town = tomllib.loads(TOWN.read_text(encoding="utf-8"))
    async with running_sandbox() as sandbox, Stage(sandbox.url) as stage:
        seeded = await stage.post("/control/town", token=TOKEN)
        # Nobody reads between two steps here, so what one group may be sent in a minute would be used up.
        paces = {"send_per_second": 1000, "group_per_minute": 10000}
        wish = {"bot_tokens": TOKEN, "api_url": sandbox.url, "http": "127.0.0.1:0", "data_dir": tmp_path, **paces}
        async with running_app(Settings.model_validate(wish), demo_policy()) as (app, url):
            place = Workplace(app.database, app.clock, app.policy, app.settings)
            assert not (await do_load_roster(place, {"units": units_csv(town), "people": people_csv(town)}))["errors"]
            await stage.post("/control/stage", bot=url)
            for person in town["person"]:
                await stage.post("/people/start", user=person["id"], bot=seeded["bots"][0]["id"])
            yield stage


async def played(stage, scene):
    """To its end, with no step late."""
    async with stage.events() as happening:
        await stage.post("/control/play", scene=scene, pace=0)
        async for event in happening:
            if event["kind"] == "scene" and event["scene"] == scene and event["state"] != "playing":
                assert event["late"] == [], (scene, event["late"])
                assert (event["state"], event["step"]) == ("ended", event["of"])
                return
