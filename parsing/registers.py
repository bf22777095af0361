"""Letters to the authorities, cries for rescue, headlines and reviews: how one writes says what is meant. Pure."""

import re

from parsing.kind import OFFICES

_ELSEWHERE = -2.0
"""Headlines, reviews of food and what was heard of other places speak of elsewhere."""
_PLEADS = 2.0
ASKED = 1.0
_BEGGED = -3.0
"""A cry for rescue is passed on like a notice, and is none."""
_WISHED = re.compile(
    r"(?:^|[,，])(?:请(?![问各大相勿看稍吃喝客假])|希望|盼|恳请)[^,。!?]{2,24}?(?:问题|机会|场地|补贴|待遇|权[利益]|制度|质量|环境|发展)(?:[,!。]|$)|请?不要再拖了|(?:未|没)(?:能|有)?得到(?:解决|落实|处理)|应[该当](?:考虑|让|把|由|给|向|对)"
)
"""Who asks for something that is no thing: with a word of public life it is a plea to those who govern."""
Cues = dict[str, tuple[int, int]]
"""Cue -> the span that shows it."""


_UNFIT = re.compile(
    r"拉(?:肚子|稀)|腹泻|上吐下泻|(?:都|又|吃)吐了|(?:有|吃出|爬|里)[^,。!? ]{0,4}(?:虫|蟑螂|苍蝇|老鼠|异物|玻璃|铁丝)|变质|发霉|馊|过期|食物中毒"
)
"""What is wrong with food that made somebody ill, or would: more than a matter of taste."""


def is_unfit(text: str) -> bool:
    """Whether a text tells of food that nobody should eat, which is a matter for the market's office in whatever words."""
    return _UNFIT.search(text) is not None


def by_register(cues: Cues, *, danger: bool, placed: bool) -> list[tuple[str, float]]:
    """Cries for rescue and letters to the authorities speak up; headlines and food reviews speak of elsewhere."""
    pushes: list[tuple[str, float]] = []
    if "rescue" in cues or ("supplies" in cues and "rescued" not in cues):
        pushes += [("incident", 1.5 if "rescued" in cues else 4.0 if "rescue" in cues else 3.0), ("notice", _BEGGED)]
    if is_letter(cues) and not {"review", "praise"} & cues.keys():
        pushes += [("incident", 3.5), ("question", 4.5 if "enquiry" in cues else 1.0)]
    if "elsewhere" in cues:
        pushes.append(("incident", _ELSEWHERE))
    elif {"media", "review"} & cues.keys() and not ("letter" in cues and "civic" in cues):
        near = danger or "rumour" in cues or (placed and "media" not in cues)
        pushes.append(("incident", _ELSEWHERE / 4 if near else _ELSEWHERE))
    if "petition" in cues and not {"review", "elsewhere"} & cues.keys():
        pushes.append(("incident", _PLEADS))
    if "civic" in cues and "enquiry" in cues:
        pushes.append(("question", ASKED))
    return pushes


_AS_NEWS = re.compile(
    r"有人(?!说|问|知道|要|吗|在吗|想|能|有|喜欢|告诉|给我|陪|爱|会|跟我|懂|来)"
    r"|昨晚|昨天晚上|昨夜|半夜|凌晨|今早|一大早|天天|每天晚上|好几天|[三四五]天了|一个(?:礼拜|星期|月)了"
    r"|能不能|麻烦|谁来|谁管|管管|管一下|看一下|来看看|快来人"
)


def tells_as_news(text: str) -> bool:
    """Whether somebody says that it was somebody (有人), when it was or since when, or asks whoever may to look after it."""
    return _AS_NEWS.search(text) is not None


def is_wish(text: str, cues: Cues) -> bool:
    """True when a text that speaks of public life asks for a remedy, as titles of letters do."""
    return not {"civic", "petition_weak"}.isdisjoint(cues) and _WISHED.search(text) is not None


def is_cry_for_rescue(cues: Cues, role: str) -> bool:
    """True when somebody who holds no office asks to be rescued, however often they beg to pass it on."""
    return role not in OFFICES and bool({"rescue", "supplies"} & cues.keys()) and "rescued" not in cues


def is_letter(cues: Cues) -> bool:
    """True when a text names an authority's place as letters do, and does not speak of what happened elsewhere or long ago."""
    return "letter" in cues and not {"elsewhere", "past"} & cues.keys()


def is_petition(cues: Cues) -> bool:
    """True when a text is a plea to the authorities, as letters and hotline titles are."""
    return "civic" in cues and ("petition" in cues or ("petition_weak" in cues and "letter" in cues))
