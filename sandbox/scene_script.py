"""Pure. A scripted scene as it is written in TOML: steps of somebody doing something, and what must be seen after it.

    title = { zh = "…", en = "…" }
    [[step]]
    zh = "…"                  # the line under the stage, in both languages
    en = "…"
    who = "chen"              # a key of town.toml
    chat = "WJ-WT-1-3"        # a unit's chat by its code, or "dm": the private chat of `who` with the bot
    say = "…"                 # one deed: say, photo (a file of pages/pictures), press (a button's words), start, clock
    see = "…"                 # words of the bot that must stand in the chat then, and under them the button …
    button = "…"
    where = "WJ-WT-1"         # … in another chat than `chat`
    keep = "leak"             # the number in what was seen; {leak} stands for it from here on

Besides these: `on` (words of the message whose button is pressed), `caption` of a photo, `payload` of a start, `within`
(seconds to wait, 20) and `pause` (seconds to read, 2).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

DEEDS = ("say", "photo", "press", "start", "clock")
NUMBER = re.compile(r"#[0-9A-Z][0-9A-Z-]{2,15}")
FORWARD = re.compile(r"\d+[smhd]|next_morning")
KEPT = re.compile(r"\{(\w+)\}")
DM = "dm"


class SceneError(ValueError):
    """The scene cannot be played as it is written; the words name the step and what is wrong."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Of the deeds at most one is given; texts may hold {kept} numbers."""

    zh: str
    en: str
    who: str = ""
    chat: str = ""
    say: str = ""
    photo: str = ""
    caption: str = ""
    press: str = ""
    on: str = ""
    start: bool = False
    payload: str = ""
    clock: str = ""
    see: str = ""
    button: str = ""
    where: str = ""
    keep: str = ""
    within: float = 20.0
    pause: float = 2.0

    @property
    def place(self) -> str:
        """The chat to look at."""
        return self.where or self.chat


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole scene under its name."""

    name: str
    title: Mapping[str, str]
    steps: tuple[Step, ...]


def read_scene(
    name: str, text: str, *, people: Collection[str], units: Collection[str], pictures: Collection[str]
) -> Scene:
    """SceneError, one line, for anything that could not be played with these people, units and pictures."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SceneError(f"{name}.toml is no TOML: {error}") from None
    title, rows = raw.get("title"), raw.get("step")
    if not isinstance(title, dict) or not all(isinstance(title.get(word), str) for word in ("zh", "en")):
        raise SceneError(f"{name}.toml: title needs zh and en")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise SceneError(f"{name}.toml: there is no [[step]]")
    known = _Known(people, units, pictures, set())
    steps = []
    for number, row in enumerate(rows, 1):
        wrong = _wrong_types(row)
        step = None if wrong else Step(**row)
        wrong = wrong or next(filter(None, (check(step, known) for check in CHECKS if step)), "")
        if wrong or step is None:
            raise SceneError(f"{name}.toml, step {number}: {wrong}")
        steps.append(step)
        known.kept.add(step.keep)
    return Scene(name, {"zh": title["zh"], "en": title["en"]}, tuple(steps))


def fill(text: str, kept: Mapping[str, str]) -> str:
    """The text with kept numbers in their places; a number not learnt yet stays as it is written."""
    return KEPT.sub(lambda found: kept.get(found[1], found[0]), text)


@dataclass(frozen=True, slots=True)
class _Known:
    people: Collection[str]
    units: Collection[str]
    pictures: Collection[str]
    kept: set[str]


def _wrong_types(row: dict[str, Any]) -> str:
    kinds = {field.name: str(field.type) for field in fields(Step)}
    for key, value in row.items():
        kind = kinds.get(key)
        if kind is None:
            return f"no such key: {key}"
        if kind == "str" and not isinstance(value, str):
            return f"{key} must be a text"
        if kind == "bool" and not isinstance(value, bool):
            return f"{key} must be true or false"
        if kind == "float" and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
            return f"{key} must be a number of seconds"
    return "" if row.get("zh") and row.get("en") else "it needs a line for the visitor in zh and en"


def _wrong_deed(step: Step, known: _Known) -> str:
    deeds = [deed for deed in DEEDS if getattr(step, deed)]
    if len(deeds) > 1:
        return f"one deed at a time, not {' and '.join(deeds)}"
    if not deeds and not step.see:
        return "nothing is done and nothing is to be seen"
    if deeds and deeds != ["clock"] and not (step.who and (step.chat or step.start)):
        return f"{deeds[0]} needs who and chat"
    if step.clock and not FORWARD.fullmatch(step.clock):
        return f'clock is "15m", "4h" or "next_morning", not "{step.clock}"'
    if step.photo and step.photo not in known.pictures:
        return f"there is no picture {step.photo}"
    return ""


def _wrong_place(step: Step, known: _Known) -> str:
    if step.who and step.who not in known.people:
        return f"nobody is called {step.who}"
    for chat in (step.chat, step.where):
        if chat and chat != DM and chat not in known.units:
            return f"there is no unit {chat}"
        if chat == DM and not step.who:
            return "dm needs who"
    return ""


def _wrong_sight(step: Step, known: _Known) -> str:
    if step.see and not step.place:
        return "see needs chat or where"
    if (step.keep or step.button) and not step.see:
        return "keep and button need see"
    texts = f"{step.say} {step.caption} {step.on} {step.payload} {step.see}"
    unknown = [name for name in KEPT.findall(texts) if name not in known.kept]
    return f"no step before keeps {unknown[0]}" if unknown else ""


CHECKS = (_wrong_deed, _wrong_place, _wrong_sight)
