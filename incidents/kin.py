"""What belongs together: the same place and kind in neighbouring chats, one outage in many groups, the same trouble again. Pure.

Kept as JSON in the incident's row:

    {"like": [12, "A-1001"]}                   an older open matter that may be the same; a worker decides
    {"like": [12, "A-1001"], "is_far": true}   … of another community: whoever stands above both decides
    {"pair": [12, "A-1001"]}                   what was lost here was perhaps found there
    {"parent": [12, "A-1001"]}                 it was merged into that one
    {"parent": [12, "A-1001"], "via": 20}      … together with number 20, into which it had been merged before
    {"parent": …, "took": {"children": …}}     … and had taken in others before, which went along
    {"children": [13, 14], "numbers": ["A-1002", "A-1003"], "is_storm": true}
                                               these were merged into it; a storm is one outage told by many groups
    {…, "was_taken": true}                     … and somebody below had taken it before it went up
    {"again": ["A-0990", "A-1001", "A-1010"]}  a root-cause matter: these were each closed on time
    {"root": [20, "A-1020"]}                   one of those
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from incidents.view import building_of
from models.kinds import IncidentState, Tier
from pyramid.tree import ids_on

LIKE_WITHIN = timedelta(hours=48)
STORM_WITHIN = timedelta(hours=3)
STORM_UNITS = 3  # that many groups of one community with the same outage are one matter
FAR_STORM_WITHIN = timedelta(hours=1)  # … and of neighbouring communities, of one street, if they tell of it this soon
AGAIN_WITHIN = timedelta(days=30)
AGAIN_COUNT = 3
WAS_TAKEN = "was_taken"
OUTAGES = frozenset(
    {
        "utility.water_outage",
        "utility.power_outage",
        "utility.water_quality",
        "utility.telecom_cable",
        "disaster.severe_weather",
    }
)
_SPOT = ("road", "number", "landmark", "building", "unit", "floor", "room")


@dataclass(frozen=True, slots=True)
class Matter:
    """As much of an incident as is compared."""

    id: int
    number: str
    leaf: str
    unit_id: int
    unit_name: str
    place: Mapping[str, Any]
    state: IncidentState
    opened_at: datetime
    path: str = ""  # of the unit where it was heard
    kin: Mapping[str, Any] | None = None

    @property
    def groups(self) -> int:
        """How many groups tell of it: of a storm also those that were merged into it."""
        return 1 + len(self.kin["children"]) if self.is_storm and self.kin is not None else 1

    @property
    def is_storm(self) -> bool:
        """It has taken in the words of many groups already."""
        return bool(self.kin and self.kin.get("is_storm"))


def spot_of(matter: Matter) -> dict[str, str]:
    """Where it is; the building of a unit's own name stands in for one that was not said, off the road."""
    spot = {part: matter.place[part] for part in _SPOT if matter.place.get(part)}
    building = building_of(matter.unit_name)
    is_settled = building is None or not spot.keys().isdisjoint({"building", "road"})
    return spot if is_settled or building is None else {**spot, "building": building}


def is_same_spot(one: Matter, other: Matter) -> bool:
    """Whether nothing that both name differs, and enough is the same: a spot of the street, or the building in one compound.

    Two buildings of one number in different chats are the same only if both name the road or a landmark.
    """
    here, there = spot_of(one), spot_of(other)
    if any(part in there and here[part] != there[part] for part in here):
        return False
    shared = {part for part in here if here[part] == there.get(part)}
    if shared & {"road", "landmark"}:
        return True
    return one.unit_id == other.unit_id and "building" in shared


def like(new: Matter, older: Sequence[Matter]) -> Matter | None:
    """The oldest open matter that may be the same one. At one spot of the street people name one hole in several ways."""
    near = [each for each in older if new.opened_at - each.opened_at <= LIKE_WITHIN]
    same = [each for each in near if is_same_spot(new, each) and (each.leaf == new.leaf or _is_outdoors(each))]
    return min(same, key=lambda each: each.opened_at, default=None)


def _is_outdoors(matter: Matter) -> bool:
    return bool(matter.place.get("road") and matter.place.get("number"))


def storm(new: Matter, older: Sequence[Matter]) -> list[Matter]:
    """All matters of one outage, oldest first, once enough groups of a community tell of it; else nothing."""
    same = _same_outage(new, older)
    return same if _groups(same) >= STORM_UNITS else []


def far_storm(new: Matter, older: Sequence[Matter]) -> list[Matter]:
    """The same over the communities of one street: soon after one another, or what joins a storm that is known."""
    same = [
        each
        for each in _same_outage(new, older)
        if each.is_storm or abs(new.opened_at - each.opened_at) <= FAR_STORM_WITHIN
    ]
    depth = Tier.COMMUNITY.level + 1
    is_wide = len({ids_on(each.path)[:depth] for each in same}) > 1 or any(each.is_storm for each in same)
    return same if is_wide and _groups(same) >= STORM_UNITS else []


def _same_outage(new: Matter, older: Sequence[Matter]) -> list[Matter]:
    if new.leaf not in OUTAGES:
        return []
    same = [each for each in older if each.leaf == new.leaf and new.opened_at - each.opened_at <= STORM_WITHIN]
    return sorted([*same, new], key=lambda each: (each.opened_at, each.id))


def _groups(matters: Sequence[Matter]) -> int:
    """Groups that tell of these: one group that tells of it twice is one."""
    alone = {each.unit_id for each in matters if not each.is_storm}
    return len(alone) + sum(each.groups for each in matters if each.is_storm)
