"""Which leaf: the trained model, the lexicon's words and the danger patterns, weighed together. Pure."""

import math
from dataclasses import dataclass

from parsing.danger import find_danger
from parsing.leaves import LEAVES
from parsing.reading import read_leaf
from parsing.words import find_words

_WORD_BONUS = 0.45
_WORD_MOST = 1.6
_DANGER_BONUS = 1.6
_LIKELY = 0.45
_PLAUSIBLE = 0.03


@dataclass(frozen=True, slots=True)
class Matter:
    """A leaf with how sure it is, whether life is at risk and whether it is restricted, and the words that say so."""

    category: str
    confidence: float
    emergency: bool
    restricted: bool
    span: tuple[int, int] | None
    danger: bool


def find_matter(text: str, danger: tuple[str, tuple[int, int]] | None, hits: list[tuple[str, int, int]]) -> Matter:
    """The likeliest matter of a normalised text; there always is one, however unlikely."""
    likely, emergency, restricted = read_leaf(text)
    scores = {slug: math.log(max(chance, 1e-9)) for slug, chance in likely.items()}
    bonus: dict[str, float] = {}
    for slug, start, end in hits:
        bonus[slug] = min(_WORD_MOST, bonus.get(slug, 0.0) + _WORD_BONUS * min(4, end - start) / 2)
    if danger is not None:
        bonus[danger[0]] = bonus.get(danger[0], 0.0) + _DANGER_BONUS
    for slug, plus in bonus.items():
        scores[slug] += plus
    best = max(scores, key=scores.__getitem__)
    top = scores[best]
    confidence = 1.0 / sum(math.exp(score - top) for score in scores.values())
    span = next(((start, end) for slug, start, end in hits if slug == best), None)
    if danger is not None and (span is None or danger[0] == best):
        span = danger[1]
    grave = danger is not None and LEAVES[danger[0]].urgency == "emergency" and likely[danger[0]] > _PLAUSIBLE
    return Matter(
        category=best,
        confidence=confidence,
        emergency=LEAVES[best].urgency == "emergency" or emergency > _LIKELY or grave,
        restricted=LEAVES[best].sensitivity == "S2" or restricted > _LIKELY,
        span=span,
        danger=danger is not None,
    )


def matter_of(text: str) -> Matter:
    """The likeliest matter of one part of a message."""
    return find_matter(text, find_danger(text), find_words(text))
