"""A text with the groups of people it names and what is counted of them so far. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from parsing.people_sets import Group
from parsing.people_words import CHILD, ELDER, KIN

GROWN = (
    rf"{KIN}|[男女](?:的|人|子|士|青年)|小伙子?|姑娘|大[姐哥叔嫂]|阿姨|小[哥妹弟]|青年|年轻人|疯子|流浪汉|乞丐|汉子?|老公|堂客"
    r"|阿[嫂姐哥妹弟叔]|[姐妹兄弟哥嫂婶叔姑姨舅](?![妹弟])|学生|师傅|司机|快递员|外卖员|护士|护工|骑手|送[奶水餐货]的|保洁|工友|员工|租客|房客|同事|同学|同屋|室友"
)
"""A grown up who is told without a number: kin, a name, a trade."""


@dataclass(slots=True)
class Told:
    """A text, the groups it names, what is counted so far, and how one more is counted."""

    text: str
    groups: list[Group]
    counts: dict[str, int]
    put: Callable[[str, int, tuple[int, int]], None]
    """Keeps a count, unless the key has one already."""

    @property
    def knows_age(self) -> bool:
        """Whether old people or children are counted."""
        return "elderly" in self.counts or "minors" in self.counts


_SOME_ONE = re.compile(rf"(?P<elderly>{ELDER})(?![家们])|(?P<minors>{CHILD})(?![家们])")
_BREAK = ",。!? "
_CLAUSE = re.compile(rf"[^{_BREAK}]*")


def old_or_young_in(told: Told, span: tuple[int, int], count: int = 1) -> None:
    """Puts under `elderly` or `minors` those whom the clause of a harm names: 骑车的娃摔了."""
    if told.knows_age:
        return
    start = max(told.text.rfind(sign, 0, span[0]) for sign in _BREAK) + 1
    match = _SOME_ONE.search(told.text, start, _CLAUSE.match(told.text, span[1]).end())  # type: ignore[union-attr]
    if match is not None and match.lastgroup is not None:
        told.put(match.lastgroup, count, match.span())


def old_or_young(match: re.Match[str] | None, told: Told) -> None:
    """Puts the one who was found under `elderly` or `minors`, unless one of them is known."""
    if match is None or told.knows_age:
        return
    for key in ("elderly", "minors"):
        if match.groupdict().get(key) is not None and not told.text.startswith("们", match.end()):
            told.put(key, 1, match.span())
