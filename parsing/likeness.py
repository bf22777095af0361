"""Whether two reports tell of the same matter: names they share, and words they share. Pure."""

import re
from functools import lru_cache
from itertools import pairwise

from parsing.features import see
from parsing.normalise import normalise
from parsing.reading import read

_NAME = re.compile(
    r"[一-鿿a-z\d]{2,8}?(?:小区|花园|公馆|家园|新村|新城|广场|大厦|公寓|国际|豪庭|雅苑|华府|公司|厂|站|学校|中学|小学|医院|大道|路|街|村|苑|城|湾|园|府|车贷|酒店)"
)
_LETTERS = re.compile(r"[一-鿿]")
_COMMON = frozenset(
    "的了是在我有和就不都一个上也很到说要去你会着没看好自这那里后以时请问题居民小区希望领导您好解决处理政府部门相关"
)
_SAME = 0.55
_SAME_IF_LONG = 0.36
_LONG = 40
"""Long texts share a smaller part of their words even when they tell of one matter."""


def same_matter(one: str, other: str) -> bool:
    """True when two texts are so alike in names, words and leaf that they tell of one matter."""
    long = min(len(_gist(one)[0]), len(_gist(other)[0])) >= _LONG
    return likeness(one, other) >= (_SAME_IF_LONG if long else _SAME)


def likeness(one: str, other: str) -> float:
    """0 (nothing in common) to 1.5."""
    a, b = _gist(one), _gist(other)
    words = _shared(a[0], b[0])
    names = _shared(a[1], b[1]) if a[1] and b[1] else 0.0
    topic = sum(min(x, y) for x, y in zip(a[2], b[2], strict=True))
    return words + 0.3 * names + 0.2 * topic


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(maxsize=2048)
def _gist(text: str) -> tuple[frozenset[str], frozenset[str], tuple[float, ...]]:
    plain = normalise(text)[:600]
    signs = _LETTERS.findall(plain)
    pairs = frozenset(a + b for a, b in pairwise(signs) if a not in _COMMON and b not in _COMMON)
    names = frozenset(name[-6:] for name in _NAME.findall(plain))
    return pairs, names, _shares(read(see(plain[:200])).leaves())


def _shares(chances: list[float]) -> tuple[float, ...]:
    total = sum(chances) or 1.0
    return tuple(chance / total for chance in chances)
