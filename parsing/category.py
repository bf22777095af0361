"""Which leaf: the trained model, the lexicon's words and the danger patterns, weighed together. Pure."""

import math
from dataclasses import dataclass

from parsing.danger import Danger
from parsing.leaves import LEAVES
from parsing.reader import SLUGS, Reading

_WORD_BONUS = 0.45
_WORD_MOST = 1.6
_DANGER_BONUS = 2.4
_GRAVE, _GRAVE_ELSE = 0.2, 0.35
"""How likely an emergency must be: where the leaf is one by itself, and where it is not."""
_CLOSED = 0.18
_PLAUSIBLE = 0.05
_INDEX = {slug: at for at, slug in enumerate(SLUGS)}


@dataclass(frozen=True, slots=True)
class Matter:
    """A leaf with how sure it is, whether life is at risk and whether it is restricted, and the words that say so."""

    category: str
    confidence: float
    emergency: bool
    restricted: bool
    span: tuple[int, int] | None
    danger: bool


def find_matter(
    reading: Reading, danger: Danger | None, hits: list[tuple[str, int, int]], grave: float | None = None
) -> Matter:
    """The likeliest matter of what the models read in a text; there always is one, however unlikely."""
    likely = reading.leaves()
    plausible = danger is not None and likely[_INDEX[danger[0]]] > max(likely) * _PLAUSIBLE
    best, confidence = _likeliest(likely, danger, hits)
    span = next(((start, end) for slug, start, end in hits if slug == best), None)
    if danger is not None and (span is None or danger[0] == best):
        span = danger[1]
    if grave is None:
        grave = reading.grave()
    told = danger is not None and plausible and LEAVES[danger[0]].urgency == "emergency"
    return Matter(
        category=best,
        confidence=confidence,
        emergency=told or grave > (_GRAVE if LEAVES[best].urgency == "emergency" else _GRAVE_ELSE),
        restricted=LEAVES[best].sensitivity == "S2" or reading.closed() > _CLOSED,
        span=span,
        danger=danger is not None,
    )


def likeliest_leaf(reading: Reading, hits: list[tuple[str, int, int]]) -> tuple[str, float]:
    """(leaf, confidence) of the likeliest matter of a text that shows no danger."""
    return _likeliest(reading.leaves(), None, hits)


def _likeliest(likely: list[float], danger: Danger | None, hits: list[tuple[str, int, int]]) -> tuple[str, float]:
    bonus: dict[str, float] = {}
    for slug, start, end in hits:
        bonus[slug] = min(_WORD_MOST, bonus.get(slug, 0.0) + _WORD_BONUS * min(4, end - start) / 2)
    if danger is not None:
        bonus[danger[0]] = bonus.get(danger[0], 0.0) + _DANGER_BONUS
    for slug, plus in bonus.items():
        likely[_INDEX[slug]] *= math.exp(plus)
    peak = max(likely)
    return SLUGS[likely.index(peak)], peak / (sum(likely) or 1.0)
