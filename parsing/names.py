"""Where a name begins: from its last word backwards, to a pause or a word that stands in no name. Pure.

A name that runs further back than names do has swallowed what is told before it; then its last signs alone are taken.
"""

import re
import tomllib

from parsing.leaves import LEXICON

PLACES = tomllib.loads((LEXICON / "spots.toml").read_text(encoding="utf8"))
"""The words of places, by list."""

HARD = frozenset(PLACES["names"]["hard"])
"""Signs that stand in no name."""
_SOFT = frozenset(PLACES["names"]["soft"])
_CUT = re.compile(
    rf"(?:周|星期|礼拜)[一二三四五六日天]|{'|'.join(sorted(PLACES['names']['before'].split(), key=len, reverse=True))}|(?<=[一-鿿][一-鿿])(?:[省市县镇乡区](?!场)|街道)(?=.)|(?<=[那这几两每])[个家间条座栋片块位户只]|一[个家间条座群帮伙批名]|(?<=\d号)线|(?<=\d)(?:点[半多钟]?|[月日号年米期个前后])"
)
"""What ends before a name: a word of talk, or the office whose road it is."""
_CLOSE = 3
_PAIR = 2
_AND = frozenset("和及")
_FIRST = frozenset("和天太")
"""Soft signs that many a name begins with, where it is the first word: 和平里社区."""
_QUARTERS = frozenset("东西南北中")


def is_sign(sign: str) -> bool:
    """True for a Chinese sign, of which names are made."""
    return "一" <= sign <= "鿿"


def name_start(text: str, at: int, *, longest: int, floor: int = 0, short: int = 2) -> int:
    """Where the name that ends before `at` begins; `at` itself when no name stands there.

    Nothing before `floor` is read. Of what runs further back than `longest` the last `short` signs are the name.
    """
    lowest = max(floor, at - longest - 1)
    start = at
    while start > lowest and is_sign(text[start - 1]) and text[start - 1] not in HARD:
        start -= 1
    start = max((cut.end() for cut in _CUT.finditer(text, start, at)), default=start)
    if start == floor > 0 and start < at and at - start != _PAIR and text[start] in _AND:
        start += 1
    if at - start > _PAIR and text[at - 1] in _AND:
        return at
    plain = at
    while plain > start and text[plain - 1] not in _SOFT:
        plain -= 1
    firm = text[start : start + 1] in _FIRST and plain == start + 1 and (start == floor or not is_sign(text[start - 1]))
    if plain > start and (at - start > _CLOSE or _SOFT.issuperset(text[start:at])) and not firm:
        start = plain
    if at - start > longest:
        return at - short - (short > 0 and text[at - 1] in _QUARTERS)
    return start
