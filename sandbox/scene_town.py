"""The people and chats that scenes are played with: town.toml, and how it becomes a seed of the sandbox."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.control.seeding import seed
from sandbox.people.ask import Ask, Json
from sandbox.telegram import Telegram

TOWN = "town"


@dataclass(frozen=True, slots=True)
class Town:
    """town.toml as it is written: `units` by code, `people` (residents too) by key."""

    name: Json
    bot: Json
    units: dict[str, Json]
    people: dict[str, Json]


def read_town(folder: Path) -> Town:
    """The town of a folder of scenes; an empty one where there is none."""
    path = folder / f"{TOWN}.toml"
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    people = [*raw.get("person", ()), *raw.get("resident", ())]
    return Town(
        raw.get("name", {"zh": "", "en": ""}),
        raw.get("bot", {}),
        {unit["code"]: unit for unit in raw.get("unit", ())},
        {person["key"]: person for person in people},
    )


def town_view(telegram: Telegram, town: Town) -> Json:
    """What the chat page needs: units with the chats they have now, and who the people are. Only what exists."""
    units = []
    for unit in town.units.values():
        chat = telegram.chats.get(unit["chat_id"])
        if chat is not None:
            now = chat.id if chat.migrated_to is None else chat.migrated_to
            units.append({**{key: unit[key] for key in ("code", "parent", "tier", "name")}, "chat": now})
    people = [
        {
            "key": key,
            "id": person["id"],
            "role": person.get("role", "resident").partition(":")[0],
            "unit": person["unit"],
        }
        for key, person in town.people.items()
        if person["id"] in telegram.users
    ]
    return {"name": town.name, "units": units, "people": people}


def seed_of(town: Town, token: str | None = None) -> Json:
    """The town as a seed; nobody has pressed Start yet."""
    username = town.bot["username"]
    people = town.people.values()
    users = [{"id": each["id"], "first_name": each["first"], "last_name": each["last"]} for each in people]
    chats = [
        {
            "id": unit["chat_id"],
            "type": "supergroup",
            "title": unit["title"],
            "members": members_of(town, code),
            "bot": username,
            "bot_admin": True,
        }
        for code, unit in town.units.items()
    ]
    bot = {"username": username, "first_name": town.bot["name"], "token": token, "privacy": False}
    return {"bots": [bot], "users": users, "chats": chats}


def members_of(town: Town, code: str) -> list[int]:
    """Ids of a unit's own people, leaders first, then those of the units directly below."""
    own = [person for person in town.people.values() if person["unit"] == code]
    below = [
        person for person in town.people.values() if person.get("role") and town.units[person["unit"]]["parent"] == code
    ]
    return [person["id"] for person in [*sorted(own, key=lambda person: not person.get("role")), *below]]


def seed_town(telegram: Telegram, town: Town, token: str | None = None) -> Json:
    """Put the town into an empty sandbox; gives {"bots", "users", "chats"} as a seed does."""
    return seed(Ask(telegram, seed_of(town, token), {}))
