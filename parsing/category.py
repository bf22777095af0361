"""Which leaf: the trained model, the lexicon's words and the danger patterns, weighed together. Pure."""

import math
from dataclasses import dataclass

from parsing.danger import Danger
from parsing.leaves import LEAVES
from parsing.reader import SLUGS, Reading

_WORD_BONUS = 0.45
_WORD_MOST = 1.6
_SWAY = 2.0
"""How much more a telling word counts in the choice of the leaf than in how sure it is: what stands around it may be anything."""
_DANGER_BONUS = 2.4
_GRAVE, _GRAVE_ELSE = 0.5, 0.6
"""How likely an emergency must be: where the leaf is one by itself, and where it is not."""
_CLOSED = 0.18
_PLAUSIBLE = 0.05
_BURST = "utility.water_burst"
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
    best = _cause_of(best, hits)
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


def _cause_of(leaf: str, hits: list[tuple[str, int, int]]) -> str:
    """The leaf, or the burst pipe that a word names beside it: 「水管爆了，三户没水」 is no outage."""
    is_burst = any(slug == _BURST for slug, _, _ in hits)
    return _BURST if is_burst and leaf in LEAVES[_BURST].brings else leaf


def likeliest_leaf(reading: Reading, hits: list[tuple[str, int, int]]) -> tuple[str, float]:
    """(leaf, confidence) of the likeliest matter of a text that shows no danger."""
    return _likeliest(reading.leaves(), None, hits)


def _likeliest(likely: list[float], danger: Danger | None, hits: list[tuple[str, int, int]]) -> tuple[str, float]:
    told: dict[str, float] = {}
    for slug, start, end in hits:
        told[slug] = min(_WORD_MOST, told.get(slug, 0.0) + _WORD_BONUS * min(4, end - start) / 2)
    for slug, plus in told.items():
        likely[_INDEX[slug]] *= math.exp(plus)
    if danger is not None:
        likely[_INDEX[danger[0]]] *= math.exp(_DANGER_BONUS)
    best = likely.index(max(likely))
    swayed = likely[best] * math.exp(_SWAY * told.get(SLUGS[best], 0.0))
    for slug, plus in told.items():
        chance = likely[_INDEX[slug]] * math.exp(_SWAY * plus)
        if chance > swayed:
            best, swayed = _INDEX[slug], chance
    return SLUGS[best], likely[best] / (sum(likely) or 1.0)
