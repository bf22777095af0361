"""What the two trained models make of a text: how likely each kind and each leaf is. Pure after loading.

The first model knows the kinds; the second knows the leaves, and beside them every kind that is no incident, a follow-up by its action.
"""

import math
from pathlib import Path

from parsing.features import Seen
from parsing.leaves import LEAVES
from parsing.linear import Pair, load, softmax

WEIGHTS = Path(__file__).parent / "weights"
_LEAVES = len(LEAVES)


class Reader:
    """Both models, loaded from one folder."""

    def __init__(self, folder: Path) -> None:
        self.models = Pair(load(folder / "kind.bin"), load(folder / "leaf.bin"))

    def read(self, seen: Seen) -> "Reading":
        """What the models make of a text; each is asked only when its answer is wanted."""
        return Reading(self.models, self.models.sums(seen.features), len(seen.features))


class Reading:
    """The models' view of one text."""

    __slots__ = ("_added", "_models", "_size", "_wide")

    def __init__(self, models: Pair, added: tuple[bytes, int], size: int) -> None:
        self._models, self._added, self._size = models, added, size
        self._wide: list[float] | None = None

    def kinds(self) -> dict[str, float]:
        """Probability of each kind (an `incident` may still turn out to be `multi`): what both models say, weighed alike."""
        wide = self._all()
        told = dict.fromkeys(self._models.first.classes, 0.0)
        told["incident"] = sum(wide[:_LEAVES])
        for name, chance in zip(self._models.second.classes[_LEAVES:], wide[_LEAVES:], strict=True):
            told[name.partition(".")[0]] += chance
        narrow = softmax(self._models.first_scores(self._added, self._size))
        both = {
            kind: math.sqrt(chance * told[kind])
            for kind, chance in zip(self._models.first.classes, narrow, strict=True)
        }
        total = sum(both.values())
        return {kind: chance / total for kind, chance in both.items()}

    def grave(self) -> float:
        """Probability that the text tells of a matter that is an emergency by itself."""
        wide = self._all()
        return sum(wide[at] for at in EMERGENCIES)

    def follow_up(self) -> str:
        """The likeliest action of a follow-up; `progress` where the model knows none."""
        actions = [
            (chance, name.partition(".")[2])
            for name, chance in zip(self._models.second.classes[_LEAVES:], self._all()[_LEAVES:], strict=True)
            if name.startswith("status_update.")
        ]
        return max(actions, default=(0.0, "progress"))[1]

    def leaves(self) -> list[float]:
        """How likely each leaf is, in the order of `SLUGS`; beside them stands that it is no incident at all."""
        return self._all()[:_LEAVES]

    def _all(self) -> list[float]:
        if self._wide is None:
            self._wide = softmax(self._models.second_scores(self._added, self._size))
        return self._wide


READER = Reader(WEIGHTS)
SLUGS = tuple(LEAVES)
"""The leaves in the order of `Reading.leaves`."""
EMERGENCIES = tuple(at for at, slug in enumerate(SLUGS) if LEAVES[slug].urgency == "emergency")
RESTRICTED = tuple(at for at, slug in enumerate(SLUGS) if LEAVES[slug].sensitivity == "S2")


def read(seen: Seen) -> Reading:
    """What the shipped models make of what was seen of a text."""
    return READER.read(seen)
