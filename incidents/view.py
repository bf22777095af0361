"""An incident as its cards are made from it, and the pieces of wording they share. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from incidents.calls import Call
from incidents.lifecycle import UNDO_WITHIN
from incidents.undoable import UNDOABLE
from models.kinds import IncidentState, Sensitivity, Tier, Urgency
from models.pii import Pii
from parsing.leaves import LEAVES
from parsing.place import find_place
from parsing.redact import redact
from texts.render import line, spoken
from texts.wall_clock import on_the_wall

UNKNOWN_LEAF = "service.other"  # of what nobody could tell what it is
MERGES = frozenset({IncidentState.DRAFT, IncidentState.REPORTED, IncidentState.HANDLING})  # may become part of another


class Depth(StrEnum):
    """How much of a place may be shown."""

    ALL = "all"  # as it was said
    OWN = "own"  # to the group that said it: the room, but nobody's name or number
    NO_ROOM = "no_room"
    BUILDING = "building"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Tap:
    """The last thing somebody did, as far as it can be taken back or must be told."""

    what: str
    actor_id: int | None
    role: str
    at: datetime
    reason: Pii

    def may_be_undone(self, now: datetime) -> bool:
        """Whether the same person may still take it back."""
        return self.what in UNDOABLE and timedelta(0) <= now - self.at <= UNDO_WITHIN


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, as a card may tell it."""

    at: datetime
    what: str
    role: str


@dataclass(frozen=True, slots=True)
class View:
    """All that a card can show; who sees it decides what it does show."""

    number: str
    leaf: str
    urgency: Urgency
    sensitivity: Sensitivity
    state: IncidentState
    place: Mapping[str, Any]
    unit_name: str
    unit_tier: Tier
    owner_name: str
    owner_tier: Tier
    confidence: float
    opened_at: datetime
    due_at: datetime | None
    claimed_by: int | None
    extensions: int
    highest_tier: Tier
    households: int = 1  # that are known to be touched: as the words say, or everybody who said it
    is_presence_asked: bool = False  # the ladder watches for 到场 and nobody pressed it yet
    witnesses: int = 0
    photos: int = 0
    is_edited: bool = False
    is_supervised: bool = False
    climbed_for: str = ""  # why it climbed last: unclaimed, not_on_site or unfinished
    urges: int = 0  # how often its reporters pressed 催一下
    put_off_until: datetime | None = None
    was_put_off: bool = False  # once already: there is no second time
    is_yellow: bool = False  # little time is left, and the owner was warned
    is_said_done: bool = False  # people of its group say that it is all right, and nobody has looked yet
    is_for_another: bool = False  # the reporter brought the words of somebody else, whom somebody must tell
    steps: tuple[Step, ...] = ()
    calls: tuple[Call, ...] = ()  # posts that its ladder has called
    may_whistle: bool = False  # its ladder has a post that can be called before its time
    kin: Mapping[str, Any] = field(default_factory=dict)  # see incidents/kin.py
    cites: str = ""  # number of the matter by whose ruling it came to its owner
    cycle: int = 1
    tap: Tap | None = None
    words: Pii = field(default_factory=lambda: Pii(""))
    asked: Pii = field(default_factory=lambda: Pii(""))  # the reason of the request that waits for a decision

    def is_overdue(self, now: datetime) -> bool:
        """Past its handling limit. What must be done at once has no moment to be late for."""
        return self.due_at is not None and not self.is_at_once and self.due_at <= now

    @property
    def is_at_once(self) -> bool:
        """A leaf whose limit is nothing at all: call for help now."""
        return self.due_at is not None and self.due_at <= self.opened_at


def leaf_name(leaf: str, language: str) -> str:
    """The name of a leaf, by its slug."""
    known = LEAVES.get(leaf)
    if known is None:
        return leaf
    return known.zh if spoken(language) == "zh" else known.en


def moment_words(moment: datetime, language: str) -> str:
    """As the wall clock reads: "11-22 18:30"."""
    return line("incident_word.moment", language, moment=on_the_wall(moment))


def due_words(view: View, language: str) -> str:
    """Until when it must be done; empty when nothing says so."""
    if view.due_at is None:
        return ""
    if view.is_at_once:
        return line("incident_word.at_once", language)
    return line("incident_word.due", language, due=moment_words(view.due_at, language))


def group_depth(sensitivity: Sensitivity, *, is_own_group: bool = False) -> Depth:
    """How much of the place a group may see; its own words are no news to the group that said them."""
    if sensitivity is Sensitivity.S2:
        return Depth.NOTHING
    if sensitivity is Sensitivity.S1:
        return Depth.BUILDING
    return Depth.OWN if is_own_group else Depth.NO_ROOM


def place_words(place: Mapping[str, Any], depth: Depth, language: str) -> str:
    """The place in words, as deep as may be shown; empty when nothing is known or may be told."""
    if depth is Depth.NOTHING:
        return ""
    shown = ["compound", "building"]
    if depth is not Depth.BUILDING:
        named = ["road", "number", "compound"] if place.get("road") else ["compound", "number"]  # 「下徐村46号」
        shown = [*named, "building", "unit", "floor"]
        shown += ["room"] if depth in {Depth.ALL, Depth.OWN} else []
        shown.append("landmark")
    pieces = []
    for part in shown:
        value = place.get(part)
        if value:
            said = value if depth is Depth.ALL else redact(value, rooms=depth is not Depth.OWN)
            pieces.append(line(f"incident_place.{part}", language, value=said))
    return "".join(pieces) if spoken(language) == "zh" else " ".join(pieces)


def place_in(view: View, depth: Depth, language: str, *, with_unit: bool) -> str:
    """The place, if need be with the name of the unit where it was heard, which stands in for a place that was not said."""
    if depth is Depth.NOTHING:
        return ""
    if with_unit:
        return place_with_unit(view.unit_name, view.place, depth, language)
    return place_words(view.place, depth, language) or view.unit_name


def place_with_unit(unit_name: str, place: Mapping[str, Any], depth: Depth, language: str) -> str:
    """The place behind the unit's name; one that is not the unit's own goes first, lest somebody runs to the wrong door."""
    said = place_words(beside(unit_name, place), depth, language)
    if not said or unit_name in said:
        return said or unit_name
    if _is_elsewhere(unit_name, place):
        return line("incident_place.heard_in", language, value=said, unit=unit_name)
    return f"{unit_name} {said}"


def _is_elsewhere(unit_name: str, place: Mapping[str, Any]) -> bool:
    """Whether a house, a road or a compound is told that the unit is not named after."""
    own, told = _building_in(unit_name), place.get("building")
    if own and told and own != told:
        return True
    return any(place.get(part) and place[part] not in unit_name for part in ("compound", "road"))


@lru_cache(maxsize=4096)
def _building_in(unit_name: str) -> str | None:
    return find_place(unit_name, unit_name).location.building


def building_of(unit_name: str) -> str | None:
    """The building that a unit is named after, if it is."""
    return _building_in(unit_name)


def beside(unit_name: str, place: Mapping[str, Any]) -> Mapping[str, Any]:
    """The place without what the unit's name says already: "梧桐苑3幢 2单元", not "梧桐苑3幢 梧桐苑3栋2单元"."""
    building, compound = place.get("building"), place.get("compound")
    if compound and compound not in unit_name:
        return place
    is_known = bool(building) and _building_in(unit_name) == building
    return {**place, "compound": None, **({"building": None} if is_known else {})}


def lacks_place(place: Mapping[str, Any]) -> bool:
    """Whether the one question to ask is where it is."""
    return not any(place.get(part) for part in ("building", "road", "landmark", "number"))


def redacted(words: Pii, viewer: str) -> str:
    """Words of staff for a group: phones, names and rooms masked."""
    return redact(words.for_viewer(viewer), rooms=True)
