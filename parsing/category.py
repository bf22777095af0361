"""Which leaf: the trained model, the lexicon's words and the danger patterns, weighed together. Pure."""

import math
import re
from dataclasses import dataclass

from parsing.danger import Danger
from parsing.leaves import LEAVES
from parsing.reader import SLUGS, Reading

_WORD_BONUS = 0.45
_WORD_MOST = 1.6
_SWAY = 2.0
"""How much more a telling word counts in the choice of the leaf than in how sure it is: what stands around it may be anything."""
_DANGER_BONUS = 2.4
_GRAVE, _GRAVE_ELSE = 0.4, 0.7
"""How likely an emergency must be: where the leaf is one by itself, and where it is not."""
_BRIEF, _PLAINLY = 18, 0.1
"""Of a few signs about somebody or his body, whatever the leaf: the margin from which its own model tells of an emergency; a longer text tells more than a scratch."""
_SOMEBODY = re.compile(
    r"人|[他她我]|孩|娃|老[公婆太头伴伯]|爷|奶|[爸妈哥姐弟妹]|工|师傅|司机|[男女]的|学生|[手脚腿脖脸眼胸血骨]"
)
_NOT_YET = re.compile(
    r"没有?(?:打|骂|揍|摔|伤|撞|咬|死)|差点|险些|迟早|早晚|万一|怕|容易|当心|小心|(?:快|要)(?:要)?(?:掉|摔|砸|撞|绊)[^,。!? ]{0,3}人"
)
"""Nobody has come to harm: 「井盖不见了，快掉下去人了」."""
_AFTERWARDS = "dispute.injury_medical"
"""Who quarrels about an injury tells what is past."""
_CLOSED = 0.18
_PLAUSIBLE = 0.05
_BURST = "utility.water_burst"
_INDEX = {slug: at for at, slug in enumerate(SLUGS)}


@dataclass(frozen=True, slots=True)
class Matter:
    """A leaf with how sure it is, whether life is at risk and whether it is restricted, and the words that say so.

    `danger`: a pattern shows one; `is_grave`: and says by itself that life is at risk, whatever the leaf.
    """

    category: str
    confidence: float
    emergency: bool
    restricted: bool
    span: tuple[int, int] | None
    danger: bool
    is_grave: bool = False


def find_matter(
    reading: Reading,
    danger: Danger | None,
    hits: list[tuple[str, int, int]],
    grave: float | None = None,
    *,
    is_brief: bool = False,
) -> Matter:
    """The likeliest matter of what the models read in a text; there always is one, however unlikely.

    `is_brief`: the text is all that somebody says, and `is_brief_about_somebody`.
    """
    likely = reading.leaves()
    plausible = danger is not None and likely[_INDEX[danger.leaf]] > max(likely) * _PLAUSIBLE
    best, confidence = _likeliest(likely, danger, hits)
    best = _cause_of(best, hits)
    span = next(((start, end) for slug, start, end in hits if slug == best), None)
    if danger is not None and (span is None or danger.leaf == best):
        span = danger.span
    if grave is None:
        grave = reading.grave()
    is_grave = danger is not None and danger.is_grave and best != _AFTERWARDS
    told = is_grave or (danger is not None and plausible and LEAVES[danger.leaf].urgency == "emergency")
    is_plainly_grave = is_brief and reading.gravity() > _PLAINLY
    return Matter(
        category=best,
        confidence=confidence,
        emergency=told or is_plainly_grave or grave > (_GRAVE if LEAVES[best].urgency == "emergency" else _GRAVE_ELSE),
        restricted=LEAVES[best].sensitivity == "S2" or reading.closed() > _CLOSED,
        span=span,
        danger=danger is not None,
        is_grave=is_grave,
    )


def is_brief_about_somebody(text: str) -> bool:
    """Whether a normalised text says only a few words, and some of them of a person or a body that has not merely been spared."""
    return len(text) <= _BRIEF and _SOMEBODY.search(text) is not None and _NOT_YET.search(text) is None


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
        likely[_INDEX[danger.leaf]] *= math.exp(_DANGER_BONUS)
    best = likely.index(max(likely))
    swayed = likely[best] * math.exp(_SWAY * told.get(SLUGS[best], 0.0))
    for slug, plus in told.items():
        chance = likely[_INDEX[slug]] * math.exp(_SWAY * plus)
        if chance > swayed:
            best, swayed = _INDEX[slug], chance
    return SLUGS[best], likely[best] / (sum(likely) or 1.0)
