"""Those who are told beside each other: who is with one that is counted, two who fight, and one who alone is what is told. Pure."""

import re

from parsing.late import Late
from parsing.people_groups import NOMINAL
from parsing.people_sets import Group
from parsing.people_states import in_one_breath
from parsing.people_told import GROWN, Told
from parsing.people_words import CHILD, ELDER, any_of

_ANYONE = rf"(?:{GROWN}|{ELDER}|{CHILD}|{any_of('adult')})"
_WITH = re.compile(r"[跟和同与]")
_BEFORE = Late(rf"(?:{_ANYONE}|我)[跟和同与]$")
_BEHIND = Late(rf"[跟和同与](?:[他她]的?)?{_ANYONE}")
_SIDE = rf"(?:(?:一个|那个|[^,。!?\s的跟和与]{{1,3}}的)?(?!居民|村民|业主|家长|群众|乘客|旅客|游客|工人|工友|员工|职工|商户|摊贩|人员|亲戚|同事|师生)(?:{any_of('adult')})|{NOMINAL}|住[^,。!?\s]{{1,6}}的|{GROWN}|{ELDER}|{CHILD}|保安|城管|摊主|店主|老板娘?|顾客|客人|店员|服务员|租客|房东|外卖员|骑手|大[哥叔嫂]|小伙子?)"
_AT_ODDS = Late(
    rf"{_SIDE}[跟和同与](?:[他她]?[楼隔对][上下壁门](?:那家)?的?)?{_SIDE}[^\s,。!?]{{0,16}}?(?:[对互]骂|骂|吵|打[了起成得架]|掐|扭打|动手|干[仗架]|推搡|厮打|顶起来|顶牛|争[吵执得]|吵|僵持|对峙|撕[扯打起破]|拉扯|闹[起翻僵]|翻脸|抡|揪)"
)
"""Two who are told with 跟 and are at odds: 卖鱼的跟卖肉的打起来."""
_ARMS = r"一个(?:手里|手上)?(?:拿|举|抄|提|拎|抡|操|握|揪|拽|按|骂|推|打|踢|扯|捅|砍)"
_ONE_AND_ONE = Late(rf"{_ARMS}[^,。!?\s]{{1,8}}?[,\s]?(?:另)?{_ARMS}")
"""Two who are told by what each does: 一个拿菜刀一个拿擀面杖."""
_NOT_ONE = ("另", "同", "下", "上", "前", "后", "头", "第", "换了", "每", "没", "没有")
"""Before 一个 it makes it another's word: 下一个租客."""
_OF_WHAT_ONE_DOES = (
    "security.suspicious", "security.fight", "security.theft", "security.vice_drugs", "work_market.", "housing.", "sanitation.", "pollution.", "fire.",
    "traffic.illegal", "care.hardship", "service.population",

)  # fmt: skip
"""Matters that are about what somebody does or is, so that the one who is counted is who it is about."""
_IN_ALL = ("一共", "总共", "拢共", "共计", "合计", "加起来", "算起来", "统共")
_BY_NUMBER = frozenset({"number", "bare", "those", "definite"})
_YOUNG_OR_OLD = frozenset({"elderly", "minors"})
_AT_IT = Late(
    r"[^,。!?\s被]{0,6}?(?:互相|急眼|红了?眼|对[骂打吵]|吵[起了架得]|骂[起了得]|打[起了架成]|推[来搡]|扭[打成]|掐[起了]|揪|干[起上]|指着)"
)
"""What those who are at odds do, told behind them."""
_SET_UPON = Late(
    r"[^,。!?\s一个]{0,4}?(?:按|摁|围|堵|追|逮|抓|打|揍|踢|踹|捶|欺负)[着住牢到倒]?一个(?!劲|晚|小时|钟头|月)"
)
"""What several do to one."""
_OF_SUSPECTS = ("security.suspicious", "security.theft")
_OF_ANYONE = ("security.suspicious", "work_market.construction_safety")
"""Matters in which one with an article counts whom a word for people names."""
_ARMED = Late(r"[^,。!?\s]{0,4}?(?:光[着脚膀]|赤[着脚膊]|[举拎提拿握挥抡抄操持][着起了把根个块])")
"""One who rages alone, by how he looks or what he holds."""
_SPEAKS = Late(
    r"[^,。!?]{0,10}?(?:自称|[说讲](?:是|来|要)?[查修送推做检抄])|[^,。!?\s]{0,2}?(?:讲|说|看[到见]|告诉|提醒|反映|听[到见]|路过)"
)
"""Behind one with an article: he is no suspect, or the labellers do not count him."""
_LOOKS = Late(r"[戴穿蒙](?!眼镜)")
_OFTEN = ("老有", "总有", "常有", "经常有", "老是有", "时常有", "天天有", "每天有")
"""Before one who is told by how he looks it says that it is one or another."""
_FOR_MONEY = Late(r"[^,。!?\s]{0,8}?[给帮替][^,。!?\s]{0,2}人")
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


def without_parts(text: str, groups: list[Group]) -> list[Group]:
    """The groups without those who are told once more in a sum: 今天4个 连那两个一共六个娃."""
    for at in range(len(groups) - 1, 0, -1):
        sum_ = groups[at]
        before = text[max(0, sum_.start - 6) : sum_.start]
        if before.endswith(_IN_ALL) or (before[-1:] in "有是" and before[:-1].endswith(_IN_ALL)):
            parts = groups[:at]
            if len(parts) > 1 and sum(part.low for part in parts) == sum_.low:
                who = {part.who for part in [*parts, sum_]} - {"", "person"}
                return [sum_._replace(who=who.pop() if len(who) == 1 else sum_.who), *groups[at + 1 :]]
            return [part for part in parts if part.low >= sum_.low or not _is_part(part, sum_)] + groups[at:]
    return groups


def _is_part(group: Group, whole: Group) -> bool:
    """Whether a group may be some of another: bare numbers, and those of one class."""
    return group.who in {"", whole.who} and group.how in _BY_NUMBER


def two_at_odds(told: Told) -> None:
    """Two who fight, unless somebody is counted who does; old people and children who do are involved as well.

    One whom those who are counted set upon is one more: 三个后生按着一个打.
    """
    if "involved" in told.counts and "一个" in told.text:
        lots = (group for group in told.groups if group.low == told.counts["involved"])
        if any(_SET_UPON.match(told.text, group.end) is not None for group in lots):
            told.counts["involved"] += 1
            return
    if {"involved", "involved_min"}.isdisjoint(told.counts):
        at_it = (group for group in told.groups if group.who in _YOUNG_OR_OLD and group.low > 1 and not group.is_about)
        lot = next((group for group in at_it if _AT_IT.match(told.text, group.end) is not None), None)
        if lot is not None:
            told.put("involved", lot.low, lot.span)
    if {"involved", "involved_min", "households"}.isdisjoint(told.counts):
        pair = _AT_ODDS.search(told.text) if _WITH.search(told.text) is not None else None
        pair = pair or (_ONE_AND_ONE.search(told.text) if "一个" in told.text else None)
        if pair is not None:
            told.put("involved", 2, pair.span())


def lone(told: Told, leaf: str) -> None:
    """One whom a number counts where nobody else is counted: 一个醉汉, 就一个老人家; not one with an article only."""
    if not leaf.startswith(_OF_WHAT_ONE_DOES):
        return
    for at, group in enumerate(told.groups):
        before = told.text[max(0, group.start - 4) : group.start]
        is_one = (
            group.low == 1 and not group.is_about and group.who in _ONES and _is_singled_out(told.text, leaf, group)
        )
        if is_one and not before.endswith(_NOT_ONE) and not _STUMBLED.search(before):
            told.put("involved" if group.who == "adult" else group.who, 1, group.span)
            after = told.groups[at + 1] if at + 1 < len(told.groups) else None
            if after is not None and after.who in _YOUNG_OR_OLD and in_one_breath(told.text, group, after):
                told.put(after.who, after.low, after.span)
            return


def _is_singled_out(text: str, leaf: str, group: Group) -> bool:
    """Whether one is told so that he is who the matter is about: by a number, or of a suspect how he looked."""
    if "自称" in text[group.start : group.end]:
        return False
    if leaf == "security.fight":
        return group.how in {"number", "article"} and group.who == "adult" and _ARMED.match(text, group.end) is not None
    if leaf in _OF_ANYONE and group.how != "number":
        looks = group.how == "article" and _LOOKS.search(text[group.start : group.end]) is not None
        is_named = (
            (looks and not text.endswith(_OFTEN, 0, group.start))
            or not text.endswith("的", group.start, group.end)
            or text.endswith(("男的", "女的"), 0, group.end)
        )
        return group.who == "adult" and is_named and not _SPEAKS.match(text, group.end)
    if group.how == "article" and leaf == "work_market.unlicensed":
        return group.who == "adult" and _FOR_MONEY.match(text, group.end) is not None
    if group.how == "article" and leaf.startswith(_OF_SUSPECTS):
        return group.who == "adult" and "的" in text[group.start : group.end - 1]
    return group.how == "number" or (group.how == "article" and leaf == "service.population")
