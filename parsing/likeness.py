"""Whether two reports tell of the same matter: the words they share, the rarer the more, their leaf, and what sets them apart. Pure."""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from parsing.normalise import normalise
from parsing.place import find_place
from parsing.reader import RARITY, SLUGS
from parsing.reading import READER, read
from parsing.report import Location

_TOKENS = re.compile(r"[一-鿿]|\d{2,}")
_DIGITS = re.compile(r"\d+")
_COMMON = frozenset(
    "的了是在我有和就不都一个上也很到说要去你会着没看好自这那里后以时请问题居民小区希望领导您好解决处理政府部门相关"
)
_LONGEST = 600
"""Signs of a text that are compared: what a letter is about stands at its beginning."""
_BEGINNING = 200
"""Signs by which the leaf is told."""
_HEAD = 60
"""Signs in which a letter names what it is about, and signs of a text that is no letter."""
_UNKNOWN = 11.0
"""How rare a pair of signs is that no sentence of the corpus holds: mostly a piece of a name."""
_NAME = 9.4
"""From here on a pair is taken for a piece of a name, in a letter; in a short text, from `_NAME_HERE` on, where a name is expected."""
_NAME_HERE = 7.0
_REPEATED = 0.3
"""What is said again and again is what a text is about, but not so many times more."""
_SHORTER = 0.6
"""How far the shorter of two texts decides how much they could share; a long one says more beside it."""
_FEW = 20.0
"""Added to the weight of each text: two words that are shared by chance do not make two short texts one."""
_TOPIC, _NAMES, _OWN_AFFAIR, _ELSEWHERE = 0.1, 0.04, 1.0, 1.0
"""What the leaf and shared names speak for one matter; what two enquiries, and two places, speak against it."""
_SAME = 0.437
_ENQUIRY = SLUGS.index("service.consult")


@dataclass(frozen=True, slots=True)
class _Gist:
    """What is compared of a text: its words with their weights.

    Short texts come from where many tell of one compound, so its name is no word of their matter: `bare` is without it. `spots`
    are, for a short text, its buildings, its roads and the pieces of that name; `names` are pieces of what a letter names.
    """

    plain: str
    words: dict[str, float]
    bare: dict[str, float]
    leaves: tuple[float, ...]
    names: frozenset[str]
    spots: tuple[frozenset[str], ...]


def same_matter(one: str, other: str) -> bool:
    """True when two texts are so alike in names, words and leaf that they tell of one matter; other houses are other matters."""
    return likeness(one, other) >= _SAME


def likeness(one: str, other: str) -> float:
    """0 or less (nothing in common) to 1.4: the share of their words that both hold, the rarer the more, with leaf and places.

    Whoever asks how to get a paper or a payment asks for himself: two such enquiries are two matters, however alike they are.
    """
    a, b = _gist(one), _gist(other)
    mine, others = (a.bare, b.bare) if a.spots and b.spots else (a.words, b.words)
    both = mine.keys() & others.keys()
    less, more = sorted((sum(mine.values()) + _FEW, sum(others.values()) + _FEW))
    shared = sum(min(mine[word], others[word]) for word in both) / (less**_SHORTER * more ** (1 - _SHORTER))
    names = math.log1p(sum(_rarity(word) >= _NAME for word in both))
    topic = sum(map(min, a.leaves, b.leaves))
    own = min(a.leaves[_ENQUIRY], b.leaves[_ENQUIRY])
    against = _OWN_AFFAIR * own + _ELSEWHERE * _are_elsewhere(a, b)
    return math.sqrt(shared) + _TOPIC * topic + _NAMES * names - against


def _are_elsewhere(a: _Gist, b: _Gist) -> bool:
    """True when both say where, and nothing of where the one is stands in the other."""
    if a.spots and b.spots:
        doors, theirs = a.spots[0], b.spots[0]
        named = zip(a.spots[1:], b.spots[1:], strict=True)
        return bool(doors and theirs and doors.isdisjoint(theirs)) or any(_differ(*two, a, b) for two in named)
    return min(len(a.names), len(b.names)) > 1 and _differ(a.names, b.names, a, b)


def _differ(here: frozenset[str], there: frozenset[str], a: _Gist, b: _Gist) -> bool:
    """True when both texts name something, and neither holds a piece of what the other names."""
    return bool(here and there) and not (
        any(piece in b.plain for piece in here) or any(piece in a.plain for piece in there)
    )


@lru_cache(maxsize=2048)
def _gist(text: str) -> _Gist:
    plain = normalise(text)[:_LONGEST]
    words = _weigh(plain)
    where = find_place(plain, text).location if len(plain) <= _HEAD else None
    chances = read(plain[:_BEGINNING]).leaves()
    total = sum(chances) or 1.0
    return _Gist(
        plain=plain,
        words=words,
        bare=_weigh(plain.replace(where.compound, " ")) if where is not None and where.compound else words,
        leaves=tuple(chance / total for chance in chances),
        names=frozenset(word for word in _pairs(plain[:_HEAD]) if _rarity(word) >= _NAME),
        spots=_spots(where) if where is not None else (),
    )


def _spots(where: Location) -> tuple[frozenset[str], ...]:
    name = where.compound or ""
    pieces = map("".join, pairwise(name[: max(2, len(name) - 2)]))
    return (
        frozenset((where.building or "").split(";")) - {""},
        frozenset((where.road or "").split(";")) - {""},
        frozenset(piece for piece in pieces if _rarity(piece) >= _NAME_HERE),
    )


def _weigh(plain: str) -> dict[str, float]:
    return {word: _rarity(word) * times**_REPEATED for word, times in Counter(_pairs(plain)).items()}


def _pairs(plain: str) -> list[str]:
    tokens = _TOKENS.findall(plain)
    return [a + b for a, b in pairwise(tokens) if a not in _COMMON and b not in _COMMON]


def _rarity(word: str) -> float:
    """How rare a pair of signs is in the corpus; the second lane of its row tells it."""
    row = READER.table.rows[_DIGITS.sub("0", word)]
    return (row >> 16 & 0xFF) / RARITY if row else _UNKNOWN
