"""How the trained models read a text: how likely each kind and each leaf is. Pure after loading.

A first glance knows plain talk. Two models look closer: one knows the kinds; the other knows the leaves and, beside them, every
kind that is no incident, a follow-up by its action. A last step, learned on sentences that neither had seen, weighs both, and
the set phrases that the text holds, into one probability for each kind.
"""

import math
from collections.abc import Iterable, Sequence
from operator import itemgetter, mul
from pathlib import Path

from parsing.leaves import LEAVES
from parsing.linear import NOTHING, ZERO, load, log_of, softmax

MODELS = "models.bin"
RARITY = 20
"""Steps of the byte that tells how rare a feature is."""
_LEAVES = len(LEAVES)
_GLANCE, _GRAVE, _CLOSED, _KINDS = 2, 3, 4, 5
"""Lane 0 counts the known features, lane 1 adds up how rare they are, then come the models."""
_FAR = 9.0
_FEW = 6
_ROUNDED = 1 + 1e-9
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
        self.wide = _KINDS + len(self.kinds)
        """Where the lanes of the leaf model begin."""
        scales: list[float] = head["scales"]
        self.glance_scale, self.grave_scale, self.closed_scale, self.kind_scale, self.leaf_scale = scales
        self.heat: float = head["heat"]
        self.surely_talk: float = head["surely_talk"]
        self.weigh: list[list[float]] = head["weigh"]
        self.flags: dict[str, list[float]] = head["flags"]
        self.grave: list[float] = head["grave"]
        self.closed: list[float] = head["closed"]
        told = [_LEAVES + at for at, name in enumerate(self.classes[_LEAVES:]) if name.startswith("status_update")]
        self.follow_ups = range(told[0], told[-1] + 1)
        of_kind = [name.partition(".")[0] for name in self.classes[_LEAVES:]]
        self.masses = [
            slice(0, _LEAVES)
            if kind == "incident"
            else slice(of_kind.index(kind) + _LEAVES, of_kind.index(kind) + _LEAVES + of_kind.count(kind))
            for kind in self.kinds
        ]

    def read(self, pieces: list[str]) -> "Reading":
        """What the models make of the grams of a text."""
        return Reading(self, self.table.add(pieces), len(pieces))


class Reading:
    """The models' view of one text; what is not asked for is not worked out."""

    __slots__ = ("_factor", "_lanes", "_odds", "_of_all_leaves", "_reader", "_shift", "_size", "_total")

    def __init__(self, reader: Reader, lanes: Sequence[int], size: int) -> None:
        self._reader, self._lanes, self._size = reader, lanes, size
        self._shift = ZERO * self._lanes[0]
        self._factor = 1 / math.sqrt(max(1, self._lanes[1]) / RARITY)
        self._odds: list[float] = []
        self._total = self._of_all_leaves = 0.0

    def is_talk(self) -> bool:
        """True when a first glance is so sure that nothing is the matter that no closer look is needed."""
        return self.margin() > self._reader.surely_talk

    def margin(self) -> float:
        """How far on the side of talk the text is."""
        return self._margin(_GLANCE, self._reader.glance_scale)

    def _margin(self, lane: int, scale: float) -> float:
        return (self._lanes[lane] - self._shift) * self._factor * scale

    def classes(self) -> list[float]:
        """How likely each class of the leaf model is."""
        odds = self._all()
        return [odd / self._total for odd in odds]

    def _all(self) -> list[float]:
        if not self._odds:
            reader = self._reader
            wide = self._lanes[reader.wide :]
            scale, peak, exp = self._factor * reader.leaf_scale * reader.heat, max(wide), math.exp
            least = math.floor(peak - _FAR / scale)  # integers are compared faster, and no lane lies between
            self._odds = odds = [exp((lane - peak) * scale) if lane > least else _HARDLY for lane in wide]
            self._total, self._of_all_leaves = sum(odds), sum(odds[:_LEAVES])
        return self._odds

    def evidence(self) -> list[float]:
        """What the last step weighs: each kind's margin, how likely the leaf model finds it, what is known, and how much is said."""
        odds, reader, size, log = self._all(), self._reader, self._size, math.log
        scale = self._factor * reader.kind_scale
        shift, total = self._shift, self._total
        margins = [(lane - shift) * scale for lane in self._lanes[_KINDS : reader.wide]]
        masses = [log(sum(odds[of_kind]) / total + NOTHING) for of_kind in reader.masses]
        return [*margins, *masses, self._lanes[0] / size, log(size)]

    def kinds(self, flags: Iterable[str]) -> dict[str, float]:
        """Probability of each kind of a text that shows these flags (an `incident` may still turn out to be `multi`)."""
        facts, reader = [*self.evidence(), 1.0], self._reader
        rows = [[sum(map(mul, row, facts)) for row in reader.weigh], *map(reader.flags.__getitem__, flags)]
        return dict(zip(reader.kinds, softmax(list(map(sum, zip(*rows, strict=True)))), strict=True))

    def gravity(self) -> float:
        """The margin of the model that knows emergencies: above 0 it takes the text for one."""
        return self._margin(_GRAVE, self._reader.grave_scale)

    def grave(self) -> float:
        """Probability that the text tells of a matter that is an emergency by itself."""
        return _chance(self._reader.grave, self.signs_of_gravity())

    def closed(self) -> float:
        """Probability that the text tells of a matter that is restricted by itself."""
        return _chance(self._reader.closed, self.signs_of_privacy())

    def signs_of_gravity(self) -> list[float]:
        """What speaks for an emergency: the margin of its own model, and how likely the leaf model finds one."""
        return [self.gravity(), *self._of_leaves(_EMERGENCIES)]

    def signs_of_privacy(self) -> list[float]:
        """What speaks for a restricted matter, likewise."""
        return [self._margin(_CLOSED, self._reader.closed_scale), *self._of_leaves(_RESTRICTED)]

    def _of_leaves(self, some: "itemgetter[tuple[float, ...]]") -> list[float]:
        """How likely some leaves are among all classes, and among the leaves alone."""
        odds = self._all()
        mass = sum(some(odds))
        return [log_of(mass / self._total), log_of(mass / self._of_all_leaves)]

    def follow_up(self) -> tuple[str, float]:
        """The likeliest action of a follow-up, and how likely it is if the text is one."""
        odds = self._all()[self._reader.follow_ups.start : self._reader.follow_ups.stop]
        most = max(odds)
        name = self._reader.classes[self._reader.follow_ups[odds.index(most)]]
        return name.partition(".")[2], most / sum(odds)

    def lead(self) -> float:
        """The share of the likeliest leaf is never above this, which only a few of the leaves tell and little work."""
        lanes = sorted(self._lanes[self._reader.wide : self._reader.wide + _LEAVES])
        scale, peak = self._factor * self._reader.leaf_scale * self._reader.heat, lanes[-1]
        return _ROUNDED / sum(math.exp((lane - peak) * scale) for lane in lanes[-_FEW:])

    def peak(self) -> float:
        """The margin of the leaf that fits best: far below 0 where a text is like no matter that was ever told."""
        start = self._reader.wide
        return (max(self._lanes[start : start + _LEAVES]) - self._shift) * self._factor * self._reader.leaf_scale

    def share(self) -> float:
        """What the likeliest leaf takes of all that the leaves share."""
        return max(self._all()[:_LEAVES]) / self._of_all_leaves

    def likeliest(self) -> str:
        """The leaf that fits best."""
        odds = self._all()[:_LEAVES]
        return SLUGS[odds.index(max(odds))]

    def leaves(self) -> list[float]:
        """The odds of each leaf, in the order of `SLUGS`; what they add up to says nothing."""
        return self._all()[:_LEAVES]


def _chance(weights: list[float], facts: list[float]) -> float:
    odds = math.exp(sum(map(mul, weights, [*facts, 1.0])))
    return odds / (1 + odds)


SLUGS = tuple(LEAVES)
"""The leaves in the order of `Reading.leaves`."""
_EMERGENCIES = itemgetter(*(at for at, slug in enumerate(SLUGS) if LEAVES[slug].urgency == "emergency"))
_RESTRICTED = itemgetter(*(at for at, slug in enumerate(SLUGS) if LEAVES[slug].sensitivity == "S2"))
