"""How the trained models read a text: how likely each kind and each leaf is. Pure after loading.

A first glance at signs and pairs knows plain talk. Two models look closer: one knows the kinds; the other knows the leaves and,
beside them, every kind that is no incident, a follow-up by its action. A last step, learned on sentences that neither had seen,
weighs both into one probability for each kind.
"""

import math
from operator import mul
from pathlib import Path

from parsing.features import Seen
from parsing.leaves import LEAVES
from parsing.linear import AT_ONCE, ZERO, load, log_of, softmax

MODELS = "models.bin"
_LEAVES = len(LEAVES)
_GLANCE = 1
"""The lane of the first glance; lane 0 counts the known features."""
_GRAVE = 2
_CLOSED = 3
_KINDS = 4
_FAR = 9.0
_HARDLY = 1e-5
"""A class this far below the likeliest is hardly possible."""


class Reader:
    """All models, loaded from one folder."""

    def __init__(self, folder: Path) -> None:
        table = load(folder / MODELS)
        head = table.head
        self.table = table
        self.kinds: list[str] = head["kinds"]
        self.classes: list[str] = head["classes"]
        scales: list[float] = head["scales"]
        self.glance_scale, self.grave_scale, self.closed_scale, self.kind_scale, self.leaf_scale = scales
        self.heat: float = head["heat"]
        self.surely_talk: float = head["surely_talk"]
        self.weigh: list[list[float]] = head["weigh"]
        self.grave: list[float] = head["grave"]
        self.closed: list[float] = head["closed"]
        told = [_LEAVES + at for at, name in enumerate(self.classes[_LEAVES:]) if name.startswith("status_update")]
        self.follow_ups = range(told[0], told[-1] + 1)
        of_kind = [name.partition(".")[0] for name in self.classes[_LEAVES:]]
        self.masses = [
            (0, _LEAVES) if kind == "incident" else (of_kind.index(kind) + _LEAVES, of_kind.count(kind))
            for kind in self.kinds
        ]

    def glance(self, pieces: list[str]) -> "Glance":
        """A first look at the grams of a text."""
        return Glance(self, self.table.add(pieces), len(pieces))

    def read(self, seen: Seen) -> "Reading":
        """A close look at all that was seen of a text."""
        return self.glance(seen.grams).closer(seen.marks)


class Glance:
    """What the grams alone say."""

    __slots__ = ("_added", "_reader", "_size")

    def __init__(self, reader: Reader, added: list[int], size: int) -> None:
        self._reader, self._added, self._size = reader, added, size

    def is_talk(self) -> bool:
        """True when the grams say so surely that nothing is the matter that no closer look is needed."""
        return self.margin() > self._reader.surely_talk

    def margin(self) -> float:
        """How far on the side of talk the grams are."""
        lanes = self._reader.table.unpack(self._added)
        return (lanes[_GLANCE] - ZERO * lanes[0]) * self._reader.glance_scale / math.sqrt(self._size)

    def closer(self, marks: list[str]) -> "Reading":
        """What the models say when they also know the marks of meaning."""
        table, size = self._reader.table, self._size + len(marks)
        added = table.add(marks) if marks else []
        if added and size <= AT_ONCE:
            return Reading(self._reader, [self._added[0] + added[0]], size)
        return Reading(self._reader, self._added + added, size)


class Reading:
    """The models' view of one text."""

    __slots__ = ("_closed", "_grave", "_kinds", "_margins", "_odds", "_reader", "_shape", "_total")

    def __init__(self, reader: Reader, added: list[int], size: int) -> None:
        lanes = reader.table.unpack(added)
        shift, factor = ZERO * lanes[0], 1 / math.sqrt(size)
        first = _KINDS + len(reader.kinds)
        scale = factor * reader.kind_scale
        self._grave = (lanes[_GRAVE] - shift) * factor * reader.grave_scale
        self._closed = (lanes[_CLOSED] - shift) * factor * reader.closed_scale
        self._margins = [(lane - shift) * scale for lane in lanes[_KINDS:first]]
        wide = lanes[first:]
        scale, peak, exp = factor * reader.leaf_scale * reader.heat, max(wide), math.exp
        least = peak - _FAR / scale
        odds = [exp((lane - peak) * scale) if lane > least else _HARDLY for lane in wide]
        self._odds, self._total = odds, sum(odds)
        self._shape = [lanes[0] / size, math.log(size)]
        self._reader = reader
        self._kinds: dict[str, float] | None = None

    def evidence(self) -> list[float]:
        """What the last step weighs: each kind's margin, how likely the leaf model finds it, what is known, and how much is said."""
        odds, total = self._odds, self._total
        masses = [log_of(sum(odds[at : at + many]) / total) for at, many in self._reader.masses]
        return self._margins + masses + self._shape

    def kinds(self) -> dict[str, float]:
        """Probability of each kind (an `incident` may still turn out to be `multi`)."""
        if self._kinds is None:
            facts = [*self.evidence(), 1.0]
            scores = [sum(map(mul, row, facts)) for row in self._reader.weigh]
            self._kinds = dict(zip(self._reader.kinds, softmax(scores), strict=True))
        return self._kinds

    def grave(self) -> float:
        """Probability that the text tells of a matter that is an emergency by itself."""
        return _chance(self._reader.grave, self.signs_of_gravity())

    def closed(self) -> float:
        """Probability that the text tells of a matter that is restricted by itself."""
        return _chance(self._reader.closed, self.signs_of_privacy())

    def signs_of_gravity(self) -> list[float]:
        """What speaks for an emergency: the margin of its own model, and how likely the leaf model finds one."""
        return [self._grave, log_of(sum([self._odds[at] for at in EMERGENCIES]) / self._total)]

    def signs_of_privacy(self) -> list[float]:
        """What speaks for a restricted matter, likewise."""
        return [self._closed, log_of(sum([self._odds[at] for at in RESTRICTED]) / self._total)]

    def follow_up(self) -> tuple[str, float]:
        """The likeliest action of a follow-up, and how likely it is if the text is one."""
        odds = self._odds[self._reader.follow_ups.start : self._reader.follow_ups.stop]
        most = max(odds)
        name = self._reader.classes[self._reader.follow_ups[odds.index(most)]]
        return name.partition(".")[2], most / sum(odds)

    def clear(self) -> float:
        """How likely the likeliest leaf is, if the text tells of an incident at all."""
        leaves = self._odds[:_LEAVES]
        return max(leaves) / (sum(leaves) or 1.0)

    def leaves(self) -> list[float]:
        """The odds of each leaf, in the order of `SLUGS`; what they add up to says nothing."""
        return self._odds[:_LEAVES]

    def classes(self) -> list[float]:
        """How likely each class of the leaf model is."""
        return [odd / self._total for odd in self._odds]


def _chance(weights: list[float], facts: list[float]) -> float:
    odds = math.exp(sum(map(mul, weights, [*facts, 1.0])))
    return odds / (1 + odds)


SLUGS = tuple(LEAVES)
"""The leaves in the order of `Reading.leaves`."""
EMERGENCIES = tuple(at for at, slug in enumerate(SLUGS) if LEAVES[slug].urgency == "emergency")
RESTRICTED = tuple(at for at, slug in enumerate(SLUGS) if LEAVES[slug].sensitivity == "S2")
