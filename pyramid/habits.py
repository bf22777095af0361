"""A unit's habits: who is heard in its group, and what that group has taught by 不是事件 and 改. Pure.

Kept as JSON in the unit's row, which every update reads anyway:

    {"hearing": "open",
     "drop": {"housing.leakage|漏水": {"no": 3, "yes": 0, "at": "2026-…"}},
     "leaf": {"housing.leakage|漏水": {"to": "utility.water_burst", "n": 2, "at": "2026-…"}}}

A lesson is about the word that made us decide, never about a whole sentence; it counts, it can be forgotten, and nothing
that sounds like an emergency or is restricted ever asks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyramid.policy import Hearing

DROPS_TAUGHT = 3  # that many more 不是事件 than 对
LEAVES_TAUGHT = 2  # that many equal corrections
HEARING, DROP, LEAF = "hearing", "drop", "leaf"

Habits = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing that a group has taught. `to` is the leaf that a word really means; empty: it is no incident at all."""

    kind: str  # drop | leaf
    key: str
    leaf: str
    word: str
    to: str
    count: int
    is_learnt: bool
    at: datetime


def hearing_of(habits: Habits | None, usual: Hearing) -> Hearing:
    """Who is heard in this unit's group: as its leader set it, else as the policy says."""
    own = (habits or {}).get(HEARING)
    return Hearing(own) if isinstance(own, str) and own in {*Hearing} else usual


def key_of(leaf: str, word: str) -> str:
    """A word under the leaf that it was taken for."""
    return f"{leaf}|{word}"


def is_taught_away(habits: Habits | None, leaf: str, word: str) -> bool:
    """Whether the group has said often enough that this word tells of no incident there."""
    told = (habits or {}).get(DROP, {}).get(key_of(leaf, word))
    return told is not None and told["no"] - told["yes"] >= DROPS_TAUGHT


def taught_leaf(habits: Habits | None, leaf: str, word: str) -> str | None:
    """What this word really means in this group, if it was said often enough."""
    told = (habits or {}).get(LEAF, {}).get(key_of(leaf, word))
    return told["to"] if told is not None and told["n"] >= LEAVES_TAUGHT else None


def with_drop(habits: Habits | None, key: str, now: datetime, *, no: int = 0, yes: int = 0) -> dict[str, Any]:
    """One more 不是事件 or 对 about a word; taking one back is −1."""
    told = (habits or {}).get(DROP, {})
    old = told.get(key, {"no": 0, "yes": 0})
    new = {"no": max(old["no"] + no, 0), "yes": max(old["yes"] + yes, 0), "at": now.isoformat()}
    return {**(habits or {}), DROP: {**told, key: new}}


def with_leaf(habits: Habits | None, key: str, to: str, now: datetime) -> dict[str, Any]:
    """One more correction of a word; another leaf than last time begins anew."""
    told = (habits or {}).get(LEAF, {})
    old = told.get(key)
    count = old["n"] + 1 if old is not None and old["to"] == to else 1
    return {**(habits or {}), LEAF: {**told, key: {"to": to, "n": count, "at": now.isoformat()}}}


def without(habits: Habits | None, kind: str, key: str) -> dict[str, Any]:
    """The lesson is forgotten."""
    left = {each: told for each, told in (habits or {}).get(kind, {}).items() if each != key}
    return {**(habits or {}), kind: left}


def lessons(habits: Habits | None) -> list[Lesson]:
    """All that was taught or is being taught, newest first."""
    known = habits or {}
    dropped, renamed = known.get(DROP, {}).items(), known.get(LEAF, {}).items()
    found = [
        *(_lesson(DROP, key, told, told["no"] - told["yes"]) for key, told in dropped if told["no"] > told["yes"]),
        *(_lesson(LEAF, key, told, told["n"]) for key, told in renamed),
    ]
    return sorted(found, key=lambda lesson: lesson.at, reverse=True)


def _lesson(kind: str, key: str, told: Mapping[str, Any], count: int) -> Lesson:
    leaf, _, word = key.partition("|")
    is_learnt = count >= (DROPS_TAUGHT if kind == DROP else LEAVES_TAUGHT)
    return Lesson(kind, key, leaf, word, told.get("to", ""), count, is_learnt, datetime.fromisoformat(told["at"]))
