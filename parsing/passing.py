"""Spots that are only named in passing: what lies before a flat, who lives next door, who is in a lift, of how many there is one. Pure.

These are none: 门口 of a flat with shoes and newspapers before it (but 超市门口), neighbours (楼下两户), those in a lift, the one staircase
of a house, what is enumerated as names of quarters.
"""

import re

from parsing.spots import WORDS, Head

_DOORSTEPS, _NEXT_DOOR = frozenset({"门口", "门前"}), frozenset({"楼上", "楼下", "隔壁", "对面"})
_BEFORE_DOOR = frozenset(" ,。!?;:、起")
_LEFT = re.compile(
    r"的?(?:昨天的?|前天的?|一[排堆双地]|好几双|[二三四五六七八九十几\d]{1,3}多?双|放的?|堆的?)?"
    r"(?:拖鞋|鞋子?|报纸|地垫|脚垫|菜(?![市场贩摊地农])|牛奶|奶瓶|饭盒|快递|外卖|包裹|春联|对联)(?![柜站点架员哥车店箱摊])"
)
"""What stands before the door of a flat."""
_HOUSES = re.compile(r"[两二三四五六七八九十几\d]{1,2}[户家]")
_IN_LIFT = re.compile(
    r"面?(?:有(?:好?[两二三四五六七八九十几\d]{1,2}个)?人(?=$|[ ,。!?;在被拍喊困叫出没卡])|的广告|广告[费钱])"
)
_ONLY = re.compile(r"(?:[就只才]有?|共用|合用|公用)一[个部条道]$")
_QUARTERS = re.compile(r"、?[^ ,。!?;]{0,12}[两二三四五六七八九十几\d]个(?:社区|微?网格|村(?!民))")
_BASINS = frozenset({"便池", "电池", "浴池", "粪池", "舞池"})
_THAN = frozenset("还都更")
"""What something is more than: 鞋子比鞋店还多."""
_HOUSE = WORDS["house"]


def is_passing(text: str, start: int, head: Head, end: int) -> bool:
    """True where the spot at [start, end) of a normalised text, whose word is `head`, is only named in passing."""
    at, stop, _ = head
    word = text[at:stop]
    if word in _HOUSE and start == at and text[at - 2 : at - 1] == "一" and _ONLY.search(text, max(0, at - 6), at):
        return True
    if text[at - 1 : at + 1] in _BASINS:
        return True
    if text[start - 1 : start] == "比" and text[end : end + 1] in _THAN:
        return True
    if word in _DOORSTEPS:
        return start == at and (at == 0 or text[at - 1] in _BEFORE_DOOR) and _LEFT.match(text, stop) is not None
    if word in _NEXT_DOOR:
        return end == stop and _HOUSES.match(text, end) is not None
    if word == "电梯里":
        return _IN_LIFT.match(text, stop) is not None
    return text[end : end + 1] == "、" and _QUARTERS.match(text, end) is not None
