"""The stage for the chat page: what `demo` knows (title, bot, console), the time, and the scenes that can be played."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.people.ask import Answer, Ask, Json, answering
from sandbox.scene_clock import move_time, tell_time
from sandbox.scene_player import ScenePlayer
from sandbox.scene_script import Scene, SceneError, read_scene
from sandbox.scene_town import TOWN, read_town, seed_town, town_view
from sandbox.telegram import Telegram

FIRST = "leak"  # the scene that a newcomer is offered first: the whole way up


class Scenes:
    """One stage: at most one scene plays at a time."""

    def __init__(self, telegram: Telegram, folder: Path, pictures: Path) -> None:
        self._telegram, self._folder, self._pictures = telegram, folder, pictures
        self._town = read_town(folder)
        self._facts: dict[str, str] = {"title": "", "bot": "", "console": ""}
        self._player: ScenePlayer | None = None
        self._playing: asyncio.Task[None] | None = None

    def routes(self) -> list[web.RouteDef]:
        """GET and POST /control/stage, /control/time; POST /control/town, /control/play, /control/stop."""
        asked: list[tuple[Callable[..., web.RouteDef], str, Answer]] = [
            (web.get, "stage", self._tell),
            (web.post, "stage", self._set),
            (web.get, "time", self._tell_time),
            (web.post, "time", self._move_time),
            (web.post, "town", self._seed_town),
            (web.post, "play", self._play),
            (web.post, "stop", self._stop),
        ]
        return [method(f"/control/{name}", answering(self._telegram, answer)) for method, name, answer in asked]

    async def close(self, _app: web.Application) -> None:
        """Nothing plays any more."""
        if self._playing is not None:
            self._playing.cancel()
            await asyncio.gather(self._playing, return_exceptions=True)

    def _tell(self, _ask: Ask) -> Json:
        """{"title", "bot", "console", "town", "scenes", "playing"}."""
        scenes = [{"name": scene.name, "title": dict(scene.title)} for scene in self._scenes()]
        playing = self._player.progress if self._player is not None and self._is_playing() else None
        return {**self._facts, "town": town_view(self._telegram, self._town), "scenes": scenes, "playing": playing}

    def _set(self, ask: Ask) -> Json:
        """{title?, bot?, console?}: `bot` is the address of the bot's own pages on this machine."""
        for name in self._facts:
            value = ask.optional(name)
            if value is not None:
                self._facts[name] = value if name == "title" else _address(name, value)
        return self._tell(ask)

    async def _tell_time(self, _ask: Ask) -> Json:
        return await tell_time(self._telegram, self._facts["bot"])

    async def _move_time(self, ask: Ask) -> Json:
        """{"forward": "15m"} or {"to": "next_morning"}; gives {"now", "steps"}."""
        wish = {name: ask.text(name) for name in ("forward", "to") if ask.optional(name)}
        return await move_time(self._telegram, self._facts["bot"], wish)

    def _seed_town(self, ask: Ask) -> Json:
        """The people and chats of town.toml come to live here; {token?} is the bot's. Gives what a seed gives."""
        return seed_town(self._telegram, self._town, ask.optional("token"))

    def _play(self, ask: Ask) -> Json:
        """{scene, pace?}: pace 1 leaves time to read, 0 none."""
        if self._is_playing():
            raise ValueError("a scene is being played")
        scene = self._read(ask.text("scene"))
        if not all(unit["chat_id"] in self._telegram.chats for unit in self._town.units.values()):
            raise ValueError("the town is not there yet")
        self._player = ScenePlayer(
            self._telegram,
            self._town,
            scene,
            bot=self._facts["bot"],
            pictures=self._pictures,
            pace=ask.number("pace", 1.0),
        )
        self._playing = asyncio.create_task(self._player.play(), name=f"scene {scene.name}")
        return self._player.progress

    async def _stop(self, ask: Ask) -> Json:
        if self._playing is not None:
            self._playing.cancel()
            await asyncio.gather(self._playing, return_exceptions=True)
        return self._tell(ask)

    def _is_playing(self) -> bool:
        return self._playing is not None and not self._playing.done()

    def _scenes(self) -> list[Scene]:
        found = []
        for path in sorted(self._folder.glob("*.toml"), key=lambda path: (path.stem != FIRST, path.stem)):
            if path.stem != TOWN:
                try:
                    found.append(self._read(path.stem))
                except SceneError:
                    continue  # who plays it is told what is wrong
        return found

    def _read(self, name: str) -> Scene:
        path = self._folder / f"{name}.toml"
        if not name.replace("_", "").replace("-", "").isalnum() or name == TOWN or not path.is_file():
            raise ValueError(f"there is no scene {name}")
        text = path.read_text(encoding="utf-8")
        pictures = {picture.name for picture in self._pictures.glob("*.png")}
        return read_scene(name, text, people=self._town.people, units=self._town.units, pictures=pictures)


def _address(name: str, value: str) -> str:
    parts: Any = urlsplit(value)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError(f"{name} must be an http address")
    if name == "bot" and host != "localhost" and not _is_loopback(host):
        raise ValueError("the bot of a demo runs on this machine")
    return value.rstrip("/") if name == "bot" else value


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
