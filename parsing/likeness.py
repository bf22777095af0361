"""Whether two reports tell of the same matter: the signs and the longer strings of signs they share, and their leaf. Pure."""

import math
import re
from functools import lru_cache
from itertools import pairwise

from parsing.normalise import normalise
from parsing.reading import read

_LETTERS = re.compile(r"[一-鿿]")
_COMMON = frozenset(
    "的了是在我有和就不都一个上也很到说要去你会着没看好自这那里后以时请问题居民小区希望领导您好解决处理政府部门相关"
)
_TOPIC = 0.1
_SAME = 0.22
_SAME_IF_LONG = 0.17
_LONG = 40
"""Long texts share a smaller part of their words even when they tell of one matter."""


def same_matter(one: str, other: str) -> bool:
    """True when two texts are so alike in names, words and leaf that they tell of one matter."""
    long = min(len(_gist(one)[0]), len(_gist(other)[0])) >= _LONG
    return likeness(one, other) >= (_SAME_IF_LONG if long else _SAME)


def likeness(one: str, other: str) -> float:
    """0 (nothing in common) to 2.1: pairs of signs, strings of four (mostly names), and the leaf."""
    a, b = _gist(one), _gist(other)
    topic = sum(min(x, y) for x, y in zip(a[2], b[2], strict=True))
    return _shared(a[0], b[0]) + _shared(a[1], b[1]) + _TOPIC * topic


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / math.sqrt(len(a) * len(b) + 1)


@lru_cache(maxsize=2048)
def _gist(text: str) -> tuple[frozenset[str], frozenset[str], tuple[float, ...]]:
    plain = normalise(text)[:600]
    signs = _LETTERS.findall(plain)
    pairs = frozenset(a + b for a, b in pairwise(signs) if a not in _COMMON and b not in _COMMON)
    strings = frozenset(map("".join, zip(signs, signs[1:], signs[2:], signs[3:], strict=False)))
    return pairs, strings, _shares(read(plain[:200]).leaves())


def _shares(chances: list[float]) -> tuple[float, ...]:
    total = sum(chances) or 1.0
    return tuple(chance / total for chance in chances)
