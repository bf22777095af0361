"""Those who are told beside each other: who is with one that is counted, two who fight, and one who alone is what is told. Pure."""

import re

from parsing.late import Late
from parsing.people_groups import NOMINAL
from parsing.people_sets import Group
from parsing.people_told import GROWN, Told
from parsing.people_words import CHILD, ELDER, any_of

_ANYONE = rf"(?:{GROWN}|{ELDER}|{CHILD}|{any_of('adult')})"
_WITH = re.compile(r"[跟和同与]")
_BEFORE = Late(rf"{_ANYONE}[跟和同与]$")
_BEHIND = Late(rf"[跟和同与](?:[他她]的?)?{_ANYONE}")
_SIDE = rf"(?:{NOMINAL}|住[^,。!?\s]{{1,6}}的|{GROWN}|{ELDER}|{CHILD}|保安|城管|摊主|店主|老板娘?|顾客|客人|店员|服务员|租客|房东|外卖员|骑手|大[哥叔嫂]|小伙子?)"
_AT_ODDS = Late(
    rf"{_SIDE}[跟和同与](?:[楼隔对][上下壁门]的?)?{_SIDE}[^\s,。!?]{{0,16}}?(?:[对互]骂|骂|吵|打[了起成得架]|掐|扭打|动手|干[仗架]|推搡|厮打|顶起来|抡|揪)"
)
"""Two who are told with 跟 and are at odds: 卖鱼的跟卖肉的打起来."""
_NOT_ONE = ("另", "同", "下", "上", "前", "后", "头", "第", "换了", "每", "没", "没有")
"""Before 一个 it makes it another's word: 下一个租客."""
_OF_WHAT_ONE_DOES = (
    "security.suspicious", "security.theft", "security.vice_drugs", "work_market.", "housing.", "sanitation.", "pollution.", "fire.",
    "traffic.illegal", "care.hardship", "service.population",
)  # fmt: skip
"""Matters that are about what somebody does or is, so that the one who is counted is who it is about."""
_ONES = frozenset({"adult", "elderly", "minors"})
"""Of 一个人 it says as often that somebody else is alone."""
_STUMBLED = re.compile(r"[绊撞碰砸蹭挂]倒?了?(?:过)?$")
"""Before one it says what happened to him: as long as no wound is told he is nobody's count."""


def beside(text: str, group: Group) -> int:
    """How many more a group is whom something befell, for whoever is told with it: 司机跟一个客人, 一个老人跟保姆."""
    if group.how == "all":
        return 0
    is_after = _WITH.match(text, group.end) is not None and _BEHIND.match(text, group.end) is not None
    before = text[max(0, group.start - 8) : group.start]
    is_before = _WITH.match(before[-1:]) is not None and _BEFORE.search(before) is not None
    return int(is_after) + int(is_before)


def two_at_odds(told: Told) -> None:
    """Two who fight, unless somebody is counted who does."""
    if {"involved", "involved_min", "households"}.isdisjoint(told.counts):
        pair = _AT_ODDS.search(told.text) if _WITH.search(told.text) is not None else None
        if pair is not None:
            told.put("involved", 2, pair.span())


def lone(told: Told, leaf: str) -> None:
    """One whom a number counts where nobody else is counted: 一个醉汉, 就一个老人家; not one with an article only."""
    if not leaf.startswith(_OF_WHAT_ONE_DOES):
        return
    counted = {"number", "article"} if leaf == "service.population" else {"number"}
    for group in told.groups:
        before = told.text[max(0, group.start - 4) : group.start]
        is_one = group.how in counted and group.low == 1 and not group.is_about and group.who in _ONES
        if is_one and not before.endswith(_NOT_ONE) and not _STUMBLED.search(before):
            told.put("involved" if group.who == "adult" else group.who, 1, group.span)
            return
