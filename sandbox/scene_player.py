"""Plays a scene: people do what the script says, through their own face; every step is told to the pages."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sandbox import scene_clock
from sandbox.call import Upload
from sandbox.chats import Chat
from sandbox.errors import BotApiError
from sandbox.events import Event
from sandbox.people import looking, pressing, speaking
from sandbox.people.ask import Ask, Json
from sandbox.scene_script import DM, NUMBER, Scene, Step, fill
from sandbox.scene_town import Town
from sandbox.telegram import Telegram

STAGE = Chat(0, "stage")
FINGER = 0.9  # seconds for which a button is shown before it is pressed


class Late(Exception):  # noqa: N818 - an outcome of a step, not a defect
    """What a step waited for did not come; the words say what it was."""


class ScenePlayer:
    """One scene on the stage. `progress` is what pages are told; `play` runs until the last step."""

    def __init__(
        self, telegram: Telegram, town: Town, scene: Scene, *, bot: str, pictures: Path, pace: float = 1.0
    ) -> None:
        self._telegram, self._town, self._scene = telegram, town, scene
        self._clock_of, self._pictures, self._pace = bot, pictures, pace
        self._kept: dict[str, str] = {}
        self._before = {chat.id: chat.last_id for chat in telegram.chats.values()}
        for helper in telegram.bots.values():
            self._before |= {chat.id: chat.last_id for chat in helper.dms.values()}
        self.progress: Json = {
            "kind": "scene",
            "scene": scene.name,
            "title": dict(scene.title),
            "state": "playing",
            "step": 0,
            "of": len(scene.steps),
            "late": [],
        }

    async def play(self) -> None:
        """Every step in order; one that fails is told and the play goes on."""
        state = "stopped"
        try:
            for number, step in enumerate(self._scene.steps, 1):
                self._tell(step=number, **self._look(step))
                try:
                    await self._perform(step)
                except (Late, ValueError, BotApiError) as error:
                    why = error.description if isinstance(error, BotApiError) else str(error)
                    self._tell(late=[*self.progress["late"], {"step": number, "why": why}])
                if self._pace:
                    await asyncio.sleep(step.pause * self._pace)
            state = "ended"
        finally:
            self._tell(state=state)

    async def _perform(self, step: Step) -> None:
        place = None if not step.place else self._chat(step, step.place)
        last = 0 if place is None else place.last_id
        if step.clock:
            wish = scene_clock.wish_of(step.clock)
            await scene_clock.move_time(self._telegram, self._clock_of, wish)
        elif step.press:
            await self._press(step)
        elif step.say:
            speaking.say(self._ask(step, text=fill(step.say, self._kept)))
        elif step.start:
            speaking.start(self._ask(step, bot=self._bot_id(), payload=fill(step.payload, self._kept)))
        elif step.photo:
            picture = Upload(step.photo, "image/png", (self._pictures / step.photo).read_bytes())
            ask = self._ask(step, caption=fill(step.caption, self._kept))
            ask.uploads["file"] = picture
            speaking.send_photo(ask)
        if step.see and place is not None:
            after = last if step.keep else self._before.get(place.id, 0)
            seen = await self._wait(step, step.place, fill(step.see, self._kept), step.button, after)
            number = NUMBER.search(seen["text"]) if step.keep else None
            if step.keep and number is None:
                raise Late(f"no number in {seen['text']!r}")
            if number is not None:
                self._kept[step.keep] = number[0]

    async def _press(self, step: Step) -> None:
        chat = self._chat(step, step.chat)
        found = await self._wait(step, step.chat, fill(step.on, self._kept), step.press, self._before.get(chat.id, 0))
        if self._pace:
            self._tell(pressing={**self._look_at(step.chat), "message_id": found["id"], "label": step.press})
            await asyncio.sleep(FINGER * self._pace)
        await pressing.press(self._ask(step, message_id=found["id"], label=step.press, wait=step.within))

    async def _wait(self, step: Step, place: str, text: str, label: str, after: int) -> Json:
        values = {"text": text, "label": label, "after": after, "timeout": step.within}
        found: Json = await looking.wait(self._ask(step, place, **values))
        if found["message"] is None:
            raise Late(f"{text} [{label}]" if label else text)
        message: Json = found["message"]
        return message

    def _ask(self, step: Step, place: str = "", **values: object) -> Ask:
        place = place or step.chat
        asked: Json = {"chat": self._bot_id() if place == DM else self._town.units.get(place, {}).get("chat_id")}
        # Somebody in the audience looks at groups: who acts here need not be a member of the chat that answers.
        if step.who and place in (DM, step.chat):
            asked["user"] = self._person_id(step)
        return Ask(self._telegram, {**asked, **values}, {})

    def _chat(self, step: Step, place: str) -> Chat:
        ask = self._ask(step, place)
        return ask.chat(ask.user() if place == DM else None)

    def _bot_id(self) -> int:
        if not self._telegram.bots:
            raise ValueError("there is no bot")
        return next(iter(self._telegram.bots.values())).id

    def _person_id(self, step: Step) -> int:
        return int(self._town.people[step.who]["id"])

    def _look(self, step: Step) -> Json:
        """Where the visitor should look: a group by its id, or somebody's private chat."""
        return {
            **self._look_at(step.place or (DM if step.start else "")),
            "caption": {"zh": step.zh, "en": step.en},
            "person": self._person_id(step) if step.who else None,
            "moving": bool(step.clock),
            "pressing": None,
        }

    def _look_at(self, place: str) -> Json:
        unit = self._town.units.get(place)
        return {"chat": unit["chat_id"] if unit else None, "private": place == DM}

    def _tell(self, **news: object) -> None:
        self.progress = {**self.progress, **news}
        event = Event("scene", STAGE, self.progress)
        for listener in self._telegram.events.listeners:
            if not listener.events.full():
                listener.events.put_nowait(event)
