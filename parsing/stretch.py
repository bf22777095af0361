"""Some words of a message, read by themselves: what they tell, where, and whether it is the same as what others tell. Pure."""

import re
from dataclasses import dataclass
from functools import cached_property

from parsing.category import Matter, find_matter
from parsing.danger import Danger, find_danger
from parsing.features import look
from parsing.leaves import LEAVES
from parsing.place import place_within
from parsing.reader import Reading
from parsing.reading import read
from parsing.report import Location
from parsing.scan import Found, scan

SHORTEST = 4
"""Signs without which nothing is told."""
_DONE = frozenset({"solved", "already", "withdraw", "zero", "patrol", "official"})
"""Cues of news that need nobody any more."""
_DOORS = ("building", "road", "unit")
"""Two of these that differ are two spots; a gate or a shop may be another name of one."""
_PLACES = ("compound", "building", "unit", "road", "number", "landmark")
"""Floors and rooms are not among them: what the one does, the other suffers."""
_SIDE = re.compile(r"[东南西北](?=[边面头侧门区院墙坡桥岸])")
_BELONGS = frozenset({"utility.power_outage", "service.suggestion", "service.other"})
_BELONG = frozenset({"dispute", "care", "disaster"})
"""Leaves and branches of which the circumstances sound like matters: what an outage darkens, what a quarrel is about."""


@dataclass(frozen=True, slots=True)
class Level:
    """How likely an incident and a leaf must be in each of two stretches, and how much of their leaves they may share.

    `named` is how likely an incident must be where a known word or a danger names it.
    """

    chance: float
    leaf: float
    shared: float
    named: float | None = None


LISTED = Level(0.3, 0.0, 1.0, named=0.1)
"""What may stand in a list."""


class Stretch:
    """Some words of a message, read by themselves when they are first asked about."""

    def __init__(self, text: str, raw: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.words = text[start:end]
        self._where = text, raw, start, end

    @cached_property
    def _danger(self) -> Danger | None:
        return find_danger(self.words)

    @cached_property
    def _found(self) -> Found:
        return scan(self.words)

    @cached_property
    def _reading(self) -> Reading:
        return read(self.words)

    @cached_property
    def matter(self) -> Matter:
        """What it tells, if it tells anything."""
        return find_matter(self._reading, self._danger, self._found.words)

    @cached_property
    def chance(self) -> float:
        """How likely it tells of an incident.

        「楼道里又堆满了」 alone sounds like news of one; in a message that tells of an incident it is one, unless it is done with.
        """
        seen = look(self.words, self._danger, self._found)
        kinds = self._reading.kinds(seen.flags)
        return kinds["incident"] + (0.0 if _DONE & seen.cues.keys() else kinds["status_update"])

    @cached_property
    def leaves(self) -> list[float]:
        """How likely each leaf is."""
        odds = self._reading.leaves()
        total = sum(odds) or 1.0
        return [odd / total for odd in odds]

    @cached_property
    def place(self) -> Location:
        """Where it says that it is."""
        return place_within(*self._where).location

    @property
    def is_told(self) -> bool:
        """Whether it may stand in a list of matters."""
        return len(self.words) >= SHORTEST and self.reaches(LISTED)

    def reaches(self, level: Level) -> bool:
        """Whether an incident and its leaf are likely enough."""
        return self.fits(level) and self.is_likely(level)

    def fits(self, level: Level) -> bool:
        """Whether its leaf is sure enough."""
        return self.matter.confidence > level.leaf

    def is_likely(self, level: Level) -> bool:
        """Whether an incident is likely enough, which takes more work to know."""
        is_named = self.matter.danger or self.matter.span is not None
        return self.chance > (level.named if is_named and level.named is not None else level.chance)

    @property
    def belongs(self) -> bool:
        """Whether it is about something whose circumstances sound like matters."""
        leaf = LEAVES[self.matter.category]
        return leaf.slug in _BELONGS or leaf.top in _BELONG

    def brings(self, other: "Stretch") -> bool:
        """Whether what the other tells may come of what this one tells."""
        return other.matter.category in LEAVES[self.matter.category].brings

    def is_apart(self, other: "Stretch", level: Level) -> bool:
        """Whether both tell of something, and hardly of the same."""
        return (
            self.matter.category != other.matter.category
            and self.fits(level)
            and other.fits(level)
            and sum(map(min, self.leaves, other.leaves)) < level.shared
            and self.is_likely(level)
            and other.is_likely(level)
        )

    def is_at_another_spot(self, other: "Stretch") -> bool:
        """Whether both name a building, a unit, a road or a side, and not the same."""
        mine, theirs = self.place, other.place
        is_room = mine.building is not None and theirs.building is not None
        for part in (*_DOORS, "room") if is_room else _DOORS:
            if getattr(mine, part) and getattr(theirs, part) not in (None, getattr(mine, part)):
                return True
        sides = [set(_SIDE.findall(stretch.words)) for stretch in (self, other)]
        return all(sides) and sides[0].isdisjoint(sides[1])

    def is_elsewhere(self, other: "Stretch") -> bool:
        """Whether both name a place, and this one something that the other does not."""
        if self.is_at_another_spot(other):
            return True
        mine, theirs = ([getattr(place, part) for part in _PLACES] for place in (self.place, other.place))
        return any(theirs) and any(one not in (None, another) for one, another in zip(mine, theirs, strict=True))
