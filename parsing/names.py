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
_VERBS = {row[0]: frozenset(row[1:]) for row in PLACES["names"]["verbs"].split()}
_NOUNS = frozenset(PLACES["names"]["nouns"].split())
_HARD_NOUNS = frozenset(PLACES["names"]["hard_nouns"].split())
"""What ends with a sign that stands in no name, and is part of one all the same: 印刷厂, 配送站."""
BEFORE = frozenset(PLACES["names"]["before"].split())
"""Words of two signs that are no part of a name."""
_OFFICES = frozenset("省市县镇乡区道")
_NO_OFFICE = frozenset("场街")
"""市场 and 市街 are no towns."""
_NO_DISTRICT = frozenset("社小园校厂片")
_MEASURES = frozenset("个家间条座栋片块位户只群帮伙批名辆根截届趟遍股")
_COUNTS = frozenset("整那这几两每某一二三四五六七八九十百")
_BY_NUMBER = re.compile(
    r"(?<=\d号)线|(?<=\d)(?:点[半多钟]?前?|米(?![市行店])|[月日号年期个前后层楼辆根只室户房])|(?<=星期|礼拜)[一二三四五六日天]"
)
"""What belongs to the number or the week before a name."""
_NUMBERS = frozenset("0123456789号期拜")
_OF_WORKERS = (
    "路",
    "街",
    "东路",
    "西路",
    "南路",
    "北路",
    "中路",
    "新路",
    "一路",
    "二路",
    "大道",
    "新村",
    "文化宫",
    "俱乐部",
)
"""What is named after workers."""
_CLOSE, _PAIR = 3, 2
_AND = frozenset("和及与跟")
_FIRST = frozenset("和天太")
"""Soft signs that many a name begins with, where it is the first word: 和平里社区."""
_QUARTERS = frozenset("东西南北中")


def is_sign(sign: str) -> bool:
    """True for a Chinese sign, of which names are made."""
    return "一" <= sign <= "鿿"


def name_start(text: str, at: int, *, longest: int, floor: int = 0, short: int = 2, spot: bool = False) -> int:
    """Where the name that ends before `at` begins; `at` itself when no name stands there.

    Nothing before `floor` is read. Of what runs further back than `longest` the last `short` signs are the name. The name of a `spot`
    holds nothing that somebody does (开学校 is 学校).
    """
    lowest = max(floor, at - longest - 1)
    start = at
    while start > lowest and not _is_edge(text, start, spot=spot):
        start -= 1
    number = _BY_NUMBER.match(text, start, at) if start < at and text[start - 1 : start] in _NUMBERS else None
    start = start if number is None else number.end()
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


def _is_edge(text: str, at: int, *, spot: bool) -> bool:
    """True where no name runs over from before `at`."""
    sign = text[at - 1]
    if not "一" <= sign <= "鿿":
        return True
    if sign in HARD:
        return text[at - 2 : at] not in _HARD_NOUNS and text[at - 1 : at + 1] not in _HARD_NOUNS
    if text[at - 2 : at] in BEFORE:
        return sign != "人" or not text.startswith(_OF_WORKERS, at) or not text.startswith("工", at - 2)
    if sign in _MEASURES and text[at - 2 : at - 1] in _COUNTS and text[at : at + 1] != "头":
        return True
    if sign in _OFFICES and text[at : at + 1] not in _NO_OFFICE and _is_office(text, at):
        return True
    return spot and sign in _VERBS and text[at : at + 1] not in _VERBS[sign] and text[at - 2 : at] not in _NOUNS


def _is_office(text: str, at: int) -> bool:
    """True where a district, a town or a street ends at `at`: whose road it is, not what it is called."""
    end = at - 2 if text[at - 2 : at] == "街道" else at - 1
    whose = text[max(0, end - _PAIR) : end]
    if text[at - 1] == "区" and whose[-1:] in _NO_DISTRICT:
        return False
    return (
        (text[end] != "道")
        and len(whose) == _PAIR
        and whose[0] not in _AND
        and whose not in BEFORE
        and all(is_sign(sign) and sign not in HARD for sign in whose)
    )
