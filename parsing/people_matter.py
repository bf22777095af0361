"""What a group of people is in a matter of one leaf: whom a bare number counts, what befell them, under which key they stand. Pure."""

import re

from parsing.people_nobody import has_moved
from parsing.people_one import counts_singles
from parsing.people_sets import Group
from parsing.people_states import is_ill

_OWN = frozenset({"elderly", "minors", "households"})
FOLK = frozenset({"adult", "person"})
"""Grown ups, or whoever."""
ALL_INSIDE = {"housing.elevator_trapped": "trapped"}
"""Leaves whose people are all in the same plight."""
ONLY_ONE = frozenset({"care.medical_help", "care.missing_person"})
"""Leaves in which others than the one they are about are those who help."""
_ONE_FELL = frozenset({"care.medical_help"})
"""Leaves in which whoever collapsed counts as one who is hurt, whatever the words for it."""
SICK_LEAVES = frozenset({"disaster.infectious", "work_market.food_safety"})
_OF_THE_SICK = frozenset({"minors", "elderly", "ill"})
_BARE_ONE = frozenset({"care.suicide_risk", "care.homeless", "disaster.drowning"})
_BARE = _BARE_ONE | {"security.fight", "dispute.collective", "dispute.wage", "housing.group_rental", *ALL_INSIDE}
"""Leaves in which a number that nothing follows counts people: 住了十二个."""
_OF_THOSE = ("的有", "的共有", "的一共有", "的大概有", "的起码有")
"""Before a number that nothing follows they say whom it counts: 办卡的有三十多个."""
_OF_GOODS = re.compile(r"(?:改|装|摆|做|工|打|多|买|修|用|加|换|拿|送|单|结|对|变成|个)[了着]?$")
"""Said so before a number that nothing follows, it counts things: 改了三个."""
_LYING = frozenset({"care.homeless", "care.mental_crisis"})
"""Matters in which one who lies on the ground is not hurt."""
_OF_AIR = ("pollution.", "utility.gas_leak", "work_market.", "disaster.infectious")
"""Matters in which people fall ill of what they breathe."""
_OF_VIOLENCE = frozenset({"dispute.domestic_violence", "care.minor"})
"""Matters in which a mark tells of the one who was beaten, and is no count."""
_FLOODED = frozenset({"disaster.severe_weather", "disaster.landslide", "municipal.waterlogging"})
_BURIED = frozenset({"fire.active_fire", "disaster.landslide", "utility.gas_leak", "municipal.road_collapse"})
"""Matters in which whoever is still inside cannot get out."""
_SPOKEN_OF = ("housing.property", "housing.owners", "dispute.consumer", "dispute.rental", "service.")
"""Matters in which those who were spoken of before are no count: 那五个人选上来三年."""
_THEIRS = frozenset(
    {
        "service.population",
        "housing.group_rental",
        "housing.property_mgmt",
        "housing.renovation",
        "dispute.wage",
        "work_market.workplace_hazard",
        "work_market.construction_safety",
        *SICK_LEAVES,
    }
)
"""Matters in which those of a trade that helps elsewhere are who it is about: 新来的四个保安."""
_OF_DWELLERS = ("service.population", "housing.group_rental")
_PERSONAL = ("care.", "disaster.", "security.", "traffic.accident")
"""Matters about people: what falls there is no thing."""
_COUPLE_OF = re.compile(r"夫妻|夫妇|[两俩]口|公婆")
_OLD_WORDS = re.compile(r"老头|老太|老爷子|老奶奶|大爷|阿婆|老伴")
"""A couple of which these words are said is old: 老冯两公婆."""
_SCHOOL = re.compile(
    r"幼儿园|园里|教室|托[班儿]|(?<![上下值加夜早晚白倒轮])班(?![车次长组表])|年级|学校|小学|中学|初中|高中|[一-鿿]校|同班|书法班"
)
_AT_WORK = (
    "dispute.rental",
    "dispute.wage",
    "dispute.consumer",
    "housing.group_rental",
    "service.population",
    "work_market.",
)
_YOUNG_FOLK = ("女生", "男生")
"""Those who rent or work are no children for being called so."""
_OLD_HOME = re.compile(r"[养敬]老院|福利院|护理院|老年公寓")
_FELL_ILL = re.compile(
    r"(?:了|都|也|全|在)?(?:水痘|手足口|流感|甲流|诺如|[发高]烧|[出起长].{0,2}[疹痘疱泡红]|[吐拉倒烧咳]|上吐|没来|请假|中招|先后|冒|肚子|这样|一样|这个|[\s,。!?]|$)|娃"
)
SEVERAL = 2
_UNTOLD = frozenset({"adult", "person"})
"""Groups of whom no word says that they are old or children."""
_OF_KIN = frozenset({"all", "kin", "siblings"})
"""Groups in which an age is that of one of them."""
_OLD_YEARS = r"(?P<old>[六七八九]十(?:[多几来]|[一二三四五六七八九])?|[6-9]\d)"
_YOUNG_YEARS = r"(?P<young>(?:[一二两三四五六七八九]|十[一二三]?|1[0-3]|[1-9])来?)"
_AGED = re.compile(
    rf"(?<![\d十一二三四五六七八九])(?:{_OLD_YEARS}[多几]?|{_YOUNG_YEARS})岁(?:左右|上下|大)?的?[^\s,的]{{0,4}}$"
)
"""How old somebody is, told before the word for him."""
_ALL_AGED = re.compile(
    rf"人?[,\s]?都(?:已经|才|快|是)?(?:{_OLD_YEARS}(?:岁|出头|了|(?<=[多几])(?=[\s,。!?]|$))|{_YOUNG_YEARS}岁)"
)
"""How old all of a group are, told behind them."""
_WELL = re.compile(r"[^,。!?\s]{0,2}(?:没(?![来到])|[未不])")
"""Behind those who are not sick: 剩十个孩子没发烧."""
_PATIENTS = ("患儿", "患者", "病童", "病号")


def in_matter(text: str, leaf: str, group: Group) -> Group:
    """A group as a matter of this leaf has it: a number that nothing follows counts people where people are the matter."""
    if group.who == "helper" and leaf in _THEIRS:
        group = group._replace(who="adult")
    if group.who == "minors" and leaf.startswith(_AT_WORK) and text.endswith(_YOUNG_FOLK, group.start, group.end):
        group = group._replace(who="adult")
    if group.who in _UNTOLD and (aged := _age_of(text, group)) is not None:
        group = group._replace(who=aged)
    is_counted = group.how == "bare" and leaf in _BARE and (group.low >= SEVERAL or leaf in _BARE_ONE)
    if is_counted and leaf not in ALL_INSIDE:
        is_counted = _OF_GOODS.search(text, max(0, group.start - 5), group.start) is None
    if group.how == "bare" and leaf.startswith("dispute.") and text.endswith(_OF_THOSE, 0, group.start):
        is_counted = True
    return group._replace(who="person") if is_counted else group


def _age_of(text: str, group: Group) -> str | None:
    """The class of a group by the age that is told in it or behind it: 一名78岁女性, 我跟老伴两个 都七十几岁."""
    age = _AGED.search(text, group.start, group.end) if group.how not in _OF_KIN else None
    if age is None and group.low >= SEVERAL and "都" in text[group.end : group.end + 4]:
        age = _ALL_AGED.match(text, group.end)
    return ("elderly" if age["old"] is not None else "minors") if age is not None else None


def state_in_matter(leaf: str, state: str | None, group: Group) -> str | None:
    """The key of what befell a group, as a matter of this leaf has it."""
    if state == "fallen":
        is_people = group.who or leaf.startswith(_PERSONAL)
        return "ill" if leaf in SICK_LEAVES else "injured" if is_people else None
    if state == "suffers":
        return "ill" if leaf.startswith(_OF_AIR) else None
    if state == "broken":
        state = None if leaf in _OF_VIOLENCE else "injured"
    if (state == "injured" and leaf in _LYING) or (state == "ill" and group.low == 1 and leaf not in SICK_LEAVES):
        return None
    if state in {"stranded", "inside"}:
        return "trapped" if leaf in (_FLOODED if state == "stranded" else _BURIED) else None
    if state == "trapped" and leaf == "disaster.drowning":
        return None if group.who else "involved"
    is_plain = leaf.startswith("care.") or (leaf in ALL_INSIDE and group.who)
    return None if state == "trapped" and is_plain else state


def is_nobody(text: str, leaf: str, group: Group, state: str | None) -> bool:
    """Whether a group is nobody's count there: one person who is not hurt, one who was spoken of before, doors behind which nobody was sought."""
    if leaf.startswith(_OF_DWELLERS) and has_moved(text, group.end):
        return True
    if group.low < SEVERAL and state != "injured" and not counts_singles(leaf):
        return True
    if group.how == "those" and leaf.startswith(_SPOKEN_OF):
        return True
    return (group.how == "definite" and not leaf.startswith("care.")) or (group.how == "round" and leaf != "")


def takes_state(leaf: str, state: str | None, own: str | None) -> bool:
    """Whether what befell a group is counted: sick children are children, and whoever collapsed is counted once."""
    return state is not None and not (own and leaf in SICK_LEAVES) and leaf not in _ONE_FELL


def are_sick(text: str, leaf: str, group: Group, befell: str) -> bool:
    """Whether old people or children are sick by what they are called, or in a matter of the sick by what it says beside them or elsewhere."""
    if group.is_about or group.who == "households" or _WELL.match(text, group.end):
        return False
    if text.endswith(_PATIENTS, group.start, group.end):
        return True
    return leaf in SICK_LEAVES and (befell in {"ill", "suffers"} or (befell in {"", "fallen"} and is_ill(text)))


def is_part_of_the_sick(leaf: str, group: Group, counts: dict[str, int]) -> bool:
    """Whether a bare number tells how many of the sick, who are counted, it went worse for: 两个已经在挂水."""
    return leaf in SICK_LEAVES and not group.who and any(key.removesuffix("_min") in _OF_THE_SICK for key in counts)


def own_key(text: str, leaf: str, group: Group) -> str | None:
    """The key of its own under which a group counts whatever befell it."""
    if leaf == "care.minor" and group.how == "siblings":
        return "minors"
    if group.who == "person" and leaf.startswith("care.") and _COUPLE_OF.search(text, group.start, group.end):
        return "elderly" if _OLD_WORDS.search(text) else None
    return group.who if group.who in _OWN else _school_age(text, leaf, group)


def _school_age(text: str, leaf: str, group: Group) -> str | None:
    """The key of people without a name who fall ill in a school or an old people's home: they are its children, or its old."""
    is_folk = group.who in {"", "person"} or text.endswith("同学", group.start, group.end)
    if leaf not in SICK_LEAVES or not is_folk or group.low < SEVERAL:
        return None
    if not group.who and _FELL_ILL.match(text, group.end) is None:
        return None
    return "minors" if _SCHOOL.search(text) else "elderly" if _OLD_HOME.search(text) else None
