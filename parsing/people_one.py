"""One person, or a couple, whom no number counts: in which matters they count, and as whom. Pure."""

import re
from collections.abc import Callable

from parsing.disaster import cries_for_help
from parsing.numerals import to_int
from parsing.people_beside import two_at_odds
from parsing.people_inside import SHELTERS, inside, left_inside
from parsing.people_told import GROWN, Told, old_or_young
from parsing.people_words import CHILD, ELDER, KIN, compiled
from parsing.redact import SURNAMES

_NUISANCES = (
    "sanitation.", "pollution.", "service.c", "service.s", "service.l", "service.o", "fire.e", "fire.c", "fire.l", "fire.fireworks", "traffic.illegal", "traffic.bike",
    "traffic.private", "housing.leakage", "housing.renovation", "housing.group", "housing.property", "housing.owners", "security.vice",
    "security.suspicious", "security.theft", "security.fraud", "security.illegal", "work_market.unlicensed", "utility.telecom",
    "dispute.neighbor", "dispute.rental", "dispute.consumer", "dispute.wage", "dispute.land", "dispute.collective",
)  # fmt: skip
"""Leaves in which one person does something or is cheated: he is nobody's count."""
_AGE = re.compile(
    r"(?<![\d一二三四五六七八九十])(\d{1,3}|[一二两三四五六七八九十]{1,4})(?:多|几|来)?岁(?!月|[及]?以[上下])"
)
_TENS = re.compile(r"(?:十(?:多|几|好几|来|出头|[一二三四五六七八九])?|[6-9]\d)[岁了]")
_OLD_AGE = rf"(?:{ELDER}|{KIN}|[爸妈娘爹])(?:今年|[都也快]|已经)*(?:[六七八九]十(?:多|几|好几|来|出头|[一二三四五六七八九])?|[6-9]\d)(?:岁|了)"
"""An age of somebody known makes old without 岁 as well: 阿嫂七十多了, 老奶奶八十五了."""
_BARE_AGE = rf"(?:(?:{ELDER}|[爸妈爹娘])(?:今年|[都快]|已经)*([六七八九]十[一二三四五六七八九]?|[6-9]\d)(?=[\s,。!?了的]|$)|(?<![^\s,。!?])我?(?:今年|[都快也]|已经)*([六七八九]十[一二三四五六七八九]?|[6-9]\d)了)"
_LOOKERS_ON = ("pollution.", "sanitation.")
"""Matters in which somebody whose age is told only bears with it."""
_BARE_AGED = ("care.", "disaster.", "service.", "housing.elevator_t", "housing.dangerous")
"""Matters in which an age needs no 岁 to be one."""
_OLD, _ADULT = 60, 18
_GONE = re.compile(r"失[联踪去散]|走[失丢散]|不见|[找寻]|联系不|没[回有到]|人影|未归|下落|打不通")
"""In a post of a disaster, or of people trapped, nobody is missing where none of this is said, whatever the text is taken for."""
_SETTLED = re.compile(
    r"(?<![没未不])(?:[找寻](?:到|着|回)(?:来)?了(?!吗)|(?:人|[他她爸妈]|爷爷|奶奶|孩子|老人|娃|已经?|自己)(?:都|已经?)?(?:自己)?回(?:来|家)了(?!吗)|接回(?:去|来|家)|平安(?:到家|回)"
    r"|[救弄捞拉拖](?:上|下|出)来了|已(?:经)?(?:被)?(?:送|救|控制|接走|安置|劝|醒|没事|安全|脱困|联系上)|送医(?:院)?了|送(?:去|到)?医院了|[送拉]走了|虚惊|没事了|情况稳定|劝下来了|醒过来了|好多了)"
)
"""What is told when it is over: who was meant stands elsewhere."""
_STILL = re.compile(r"失[联踪]|还没|仍|下落|联系不上")
_STUCK = re.compile(r"[被受]困|困[在住]")
_SCHOOLING = re.compile(r"[一二三四五六]年级|小学|幼儿园|托班|放学|初[一二三]|书包|校车")
_DEMENTED = r"老年痴呆|阿尔[茨兹]海默|老糊涂"
_OWNER = r"[车失物]?主人?"
_OLD_OR_YOUNG = rf"(?P<elderly>{ELDER}|{_DEMENTED})|(?P<minors>{CHILD}|{_SCHOOLING.pattern}|满月|月大)"
_ANYBODY = rf"(?P<elderly>{ELDER})|(?P<minors>{CHILD}|(?:刚|才|没)?满月|个?月大的)|(?P<grown>{GROWN}|(?<!其)[他她伊佢](?!们)|[那这]个人?|[那这]位)"
"""Whoever is named first in a matter about one person is that one."""
_COUPLE = r"夫妻|[两俩]口|老[公婆]|媳妇|丈夫|妻子|男[的人]|女[的人]|堂客|婆娘|[妹姐]夫|[那这]对|[爸爹].{0,8}[妈娘]|[妈娘].{0,8}[爸爹]"
_BEATEN_CHILD = rf"(?:打|抽|揍|踢|扇|踹|骂)(?:自己)?(?:的|家)?(?:{CHILD}|儿子|女儿|闺女)|(?:{CHILD})[^,。!?\s]{{0,4}}(?:被|给|遭|挨)[^,。!?\s]{{0,4}}(?:打|抽|揍)"
_CHILD_THERE = rf"(?<![看为顾想怀生])(?:{CHILD}|小的(?!时)|细路|(?<=[抱背搂]着)我?(?:儿子|女儿|闺女)|(?<=[抱背搂])(?:儿子|女儿|闺女)|(?:儿子|女儿|闺女)(?=在|吓|哭|躲|锁|也|跑|抱|才))"
_YOUNG = rf"{CHILD}|{_SCHOOLING.pattern}|女儿|儿子|闺女|妹头|丫头|弟弟|妹妹|婴|小姑娘|小子|妹子|满月|月大"
_ALONE = rf"{ELDER}|老[{SURNAMES}](?![人师板区学吃心时路河])"
_MANY = r"老人们|[几多些]个?(?:老|独居|孤寡|空巢)|每[个位]|各家|所有|[户家][户家]|老人(?:多|都)"
_PARENT = r"我[家们]?(?:爸|妈|爹|娘|父|母)"
"""Nobody's age is told by whose parent he is."""
_OLD_PARENT = r"老人家?|老头子|老头(?![发像部])|老太太|老爷子|老父亲|老母亲|老(?:奶奶|爷爷|婆婆|大[爷娘])"
_SLEEPS = r"[睡蜷缩躺宿]|铺盖|被子|打地铺|过夜"
_SOME = r"有人|们|不少|好[些几]|几[个双]|经常|老有|一[溜排群拨]|住着人|睡人|[三几]代|一家"
"""Whoever sleeps rough there is nobody in particular."""
_POOR = rf"{ELDER}(?![们都也家院卡证])"
_NOT_HIM = r"[们的]|家属|院|节|卡|机|票|房|[叫让请托催](?:我|人|社区|村|网格|你)|(?:刚|才|一)?(?:走[了后的, ]|去世|过世|病故|没了|不在|死|生前|留下)"
_SELF_BEATEN = r"(?:打|揍|掐|踢|踹|扇|抽|骂|抓|拿|把)(?:了|着)?我(?!家|妈|妹|姐|爸|女|儿|弟|哥|孩|们)|我(?:老公|男人|男友|丈夫|爱人|对象|老婆|那口子)[^,。!?]{0,6}(?:打|动手|动粗|发疯|拳|掐|踢|踹)(?!女|孩|儿|娃|妈)|(?<![给到来跑])我(?:一个人)?(?:躲|反锁|藏|缩)[在进到]|我(?:脸|脖子|胳膊|头|眼睛?|腿|身)上?[都全又]?[^,。!?\s]{0,2}[肿青紫破血]"
"""It is the beaten one who writes."""
_HOUSEBOUND = rf"(?!老人(?!家))(?P<elderly>{ELDER})(?![们家都也])[^,。!?\s都]{{0,8}}?(?:[窝困憋闷]在|没[下出](?:来)?过|没[下出][楼门]|[下上出]不[来去了]|不敢[下出上])"
"""One old person who cannot get down, where the lift is out; 老人都下不来 are nobody in particular."""
_IN_WATER = r"(?<![一-鿿])人(?:还|就|都|已)?(?:抱|漂|沉|扑|喊|浮|掉|落|抓|飘|没入|被卷|被冲)|(?<![几多整每哪各半])(?<!没一)(?<!没有一)个(?:人(?![民工影])|[^\s,。!?]{0,6}(?:[男女]的|小伙|大[姐叔哥]|阿姨|姑娘|年轻人))"


_FELL_IN = rf"(?:(?P<elderly>{ELDER})|(?P<minors>{CHILD})|(?P<grown>{GROWN}|[钓洗游放摸采捞划撑玩捕][^,。!?\s的]{{1,3}}的人?(?=脚|一?[滑掉落跌沉踩翻栽]|下去|不见)))(?!们)[^,。!?\s]{{0,6}}?(?:[掉落滑栽跌沉卷冲漂跳摔陷](?:到|进|下|仔|了|在|去|走|入|落|[河江塘水池井渠沟溪海湖库坑潭粪堰])|没顶|溺|呛水|脚[底下]?一?滑|踩空|[没不]冒头|沉底)"
_CHEATED = rf"(?<![给骗跟])(?P<elderly>{ELDER})(?![们家都也的说讲告])(?!.{{0,12}}(?:问|提醒|劝|拦|听说))"
"""One old person who was cheated: whose money is gone, or who was called up."""


def counts_singles(leaf: str) -> bool:
    """Whether one person with an article counts in a matter of this leaf."""
    return not leaf.startswith(_NUISANCES)


def find_one(told: Told, leaf: str, *, is_crowd: bool) -> None:
    """Counts those whom no number counts, where `leaf` is about them."""
    about = _ABOUT.get(leaf)
    if (
        about is not None
        and (not is_crowd or leaf in _SURELY_ONE or (leaf == "care.medical_help" and "围" in told.text))
        and (_SETTLED.search(told.text) is None or _STILL.search(told.text) is not None)
    ):
        about(told)
    if leaf and not leaf.startswith(_LOOKERS_ON):
        _aged(told, leaf)


def _missing(told: Told) -> None:
    if compiled(_OWNER).search(told.text) is not None and compiled(_ANYBODY).search(told.text) is None:
        return  # it is a thing that nobody looks after
    cry = cries_for_help(told.text)
    if (_STUCK.search(told.text) or cry is not None) and _GONE.search(told.text) is None:
        return
    lot = next((group for group in told.groups if group.low > 1 and group.who in _LOST and not group.is_ours), None)
    told.put(
        "missing", lot.low if lot is not None else 1, (lot.start, lot.end) if lot is not None else (0, len(told.text))
    )
    if cry is None:
        _aged(told)
        old_or_young(compiled(_OLD_OR_YOUNG).search(told.text), told)


def _collapsed(told: Told) -> None:
    low = max((group.low for group in told.groups if group.who in _LOST and not group.is_ours), default=1)
    first = compiled(_ANYBODY).search(told.text)
    told.put("injured", low, first.span() if first is not None else (0, len(told.text)))
    old_or_young(first, told)


def _about_one(told: Told) -> None:
    lots = [group for group in told.groups if group.who in _LOST and not group.is_ours]
    first = compiled(_ANYBODY).search(told.text)
    if first is not None and first["minors"] and "我" in told.text[: first.start()]:
        first = None  # whom the one who writes would leave behind
    if lots:
        told.put("involved", max(group.low for group in lots), (lots[0].start, lots[0].end))
    elif first is not None:
        told.put("involved", 1, first.span())
    old_or_young(first, told)


def _raging(told: Told) -> None:
    told.put("involved", 1, (0, len(told.text)))  # not whoever looks on or is frightened
    _about_one(told)


def _homeless(told: Told) -> None:
    if {"elderly", "minors"} <= told.counts.keys():
        return  # 一老一小 are all who are there
    _about_one(told)
    if compiled(_SLEEPS).search(told.text) is not None and compiled(_SOME).search(told.text) is None:
        told.put("involved", 1, (0, len(told.text)))


def _alone(told: Told) -> None:
    if compiled(_MANY).search(told.text) is None:
        old = compiled(_ALONE).search(told.text)
        if old is not None or compiled(_PARENT).search(told.text) is None:
            told.put("elderly", 1, old.span() if old is not None else (0, len(told.text)))


def _poor(told: Told) -> None:
    old = compiled(_POOR).search(told.text)
    if old is not None and not told.counts:
        told.put("elderly", 1, old.span())


def _child(told: Told) -> None:
    ages = [match for match in _AGE.finditer(told.text) if (_years(match[1]) or _ADULT) < _ADULT]
    if ages:
        told.put("minors", len(ages), (ages[0].start(), ages[-1].end()))
    young = compiled(_YOUNG).search(told.text)
    if young is not None:
        told.put("minors", 1, young.span())


def _violent_couple(told: Told) -> None:
    beaten = compiled(_BEATEN_CHILD).search(told.text)
    child = beaten or compiled(_CHILD_THERE).search(told.text)
    couple = compiled(_COUPLE).search(told.text)
    if child is None and compiled(_SELF_BEATEN).search(told.text):
        return  # who speaks is no count
    if couple is not None or beaten is None:
        told.put("involved", 2, couple.span() if couple is not None else (0, len(told.text)))
    if child is not None:
        told.put("minors", 1, child.span())


def _old_parent(told: Told) -> None:
    two_at_odds(told)
    old = compiled(_OLD_PARENT).search(told.text)
    if old is not None and not compiled(_NOT_HIM).match(told.text, old.end()):
        told.put("elderly", 1, old.span())


def _in_water(told: Told) -> None:
    one = compiled(_IN_WATER).search(told.text) if not told.counts else None
    fallen = compiled(_FELL_IN).search(told.text) if one is None and not told.counts else None
    if one is not None:
        told.put("involved", 1, one.span())
    elif fallen is not None:
        key = fallen.lastgroup if fallen["grown"] is None else None
        told.put(key or "involved", 1, fallen.span())


def _years(words: str) -> int | None:
    """The number of an age; of 七八 the lower one."""
    return to_int(words[0] if len(words) > 1 and "十" not in words and not words.isdigit() else words)


def _aged(told: Told, leaf: str = "care.") -> None:
    """The first age that is told makes somebody old or a child, unless one of them is known."""
    age = _AGE.search(told.text) if "岁" in told.text else None
    if age is None and leaf.startswith(_BARE_AGED):
        age = compiled(_BARE_AGE).search(told.text)
    if age is None and not told.knows_age and _TENS.search(told.text) is not None:
        old = compiled(_OLD_AGE).search(told.text)
        if old is not None:
            told.put("elderly", 1, old.span())
    years = _years(age[age.lastindex or 1]) if age is not None else None
    if age is None or years is None or told.knows_age:
        return
    if years >= _OLD:
        told.put("elderly", 1, age.span())
    elif years < _ADULT:
        told.put("minors", 1, age.span())


def _cheated(told: Told) -> None:
    old = compiled(_CHEATED).search(told.text) if not told.counts else None
    old_or_young(old, told)


def _housebound(told: Told) -> None:
    stuck = compiled(_HOUSEBOUND).search(told.text)
    if stuck is not None:
        old_or_young(stuck, told)


_SURELY_ONE = frozenset({"care.mental_crisis", "care.elder_alone", "care.suicide_risk"})
"""Matters about one person, whatever crowd looks on; of those who collapse the crowd must stand around them."""
_LOST = frozenset({"elderly", "minors", "adult", "person"})
_ABOUT: dict[str, Callable[[Told], None]] = {
    "care.missing_person": _missing,
    "care.medical_help": _collapsed,
    "care.suicide_risk": _about_one,
    "care.mental_crisis": _raging,
    "care.homeless": _homeless,
    "care.elder_alone": _alone,
    "care.hardship": _poor,
    "care.minor": _child,
    "housing.elevator_trapped": inside,
    "housing.elevator_fault": _housebound,
    "security.fraud": _cheated,
    "dispute.domestic_violence": _violent_couple,
    "dispute.family": _old_parent,
    "disaster.drowning": _in_water,
    "security.fight": two_at_odds,
    "dispute.neighbor": two_at_odds,
    **dict.fromkeys(SHELTERS, left_inside),
}
"""How the one person, or the couple, is found whom a matter of the leaf is about."""
