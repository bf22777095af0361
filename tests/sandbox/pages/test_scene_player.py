"""The shipped scene against a small bot, without a page: everything it waits for comes, and what does not is told."""

import asyncio

import pytest

from sandbox.client import StageError
from sandbox.scene_player import ScenePlayer
from sandbox.scene_script import Scene, Step
from sandbox.scene_town import read_town
from sandbox.server import PAGES, SCENES
from tests.sandbox.pages.conftest import GROUP


async def until_over(stage):
    async with stage.events() as happening:
        await stage.post("/control/play", scene="leak", pace=0)
        async for event in happening:
            if event["kind"] == "scene" and event["state"] != "playing":
                return event
    raise AssertionError("the stream ended before the scene")


async def test_the_whole_leak_is_played_and_nothing_is_late(stage, fake_bot):
    done = await until_over(stage)
    assert done["late"] == []
    assert (done["state"], done["step"]) == ("ended", done["of"])
    assert (await stage.get("/control/stage"))["playing"] is None
    words = [message["text"] for message in await stage.get("/people/messages", chat=GROUP)]
    assert any("已办结" in text for text in words)


async def test_one_scene_plays_at_a_time_and_can_be_stopped(stage, fake_bot):
    await stage.post("/control/play", scene="leak", pace=5)
    with pytest.raises(StageError, match="a scene is being played"):
        await stage.post("/control/play", scene="leak")
    assert (await stage.post("/control/stop"))["playing"] is None


async def test_a_scene_needs_its_town(stage):
    with pytest.raises(StageError, match="the town is not there yet"):
        await stage.post("/control/play", scene="leak")
    with pytest.raises(StageError, match="there is no scene ghost"):
        await stage.post("/control/play", scene="ghost")


async def test_a_step_that_waits_in_vain_is_named_and_the_next_one_is_played(sandbox, town):
    steps = (
        Step("一", "one", chat="WJ-WT-1", see="nobody says this", button="接单", within=0.05),
        Step("二", "two", clock="15m"),
        Step("三", "three", who="chen", chat="WJ-WT-1-3", say="你们好"),
    )
    scene = Scene("vain", {"zh": "", "en": ""}, steps)
    player = ScenePlayer(sandbox.telegram, read_town(SCENES), scene, bot="", pictures=PAGES / "pictures", pace=0)
    await asyncio.wait_for(player.play(), 5)
    assert player.progress["late"] == [
        {"step": 1, "why": "nobody says this [接单]"},
        {"step": 2, "why": "the bot is not there yet"},
    ]
    assert [message.text for message in sandbox.telegram.chats[GROUP].messages.values()] == ["你们好"]
    assert player.progress["state"] == "ended"


async def test_people_speak_at_the_time_to_which_the_clock_was_moved(sandbox, stage, fake_bot):
    moved = await stage.post("/control/time", to="next_morning")
    assert moved["now"].startswith("2040-11-22T08:00")
    assert abs(sandbox.telegram.clock.now() - fake_bot.now.timestamp()) < 5


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"bot": "http://example.org"}, "the bot of a demo runs on this machine"),
        ({"bot": "ftp://127.0.0.1"}, "bot must be an http address"),
        ({"console": "javascript:alert(1)"}, "console must be an http address"),
    ],
)
async def test_the_stage_takes_no_strange_addresses(stage, facts, words):
    with pytest.raises(StageError, match=words):
        await stage.post("/control/stage", **facts)
