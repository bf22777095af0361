"""Spots that are only named in passing: what lies before a flat, who lives next door, who is in a lift, of how many there is one. Pure.

These are none: 门口 of a flat with shoes and newspapers before it (but 超市门口), neighbours (楼下两户), those in a lift, the one staircase
of a house, what is enumerated as names of quarters, the two floors of a house where below is worked and above is slept, where somebody is on
other days (平时在楼下扫地的), the wall of one's own house, what might be (万一电梯里停电 按哪个键), who comes from an office (供电所师傅到了),
who somebody pretends to be, and what is still to be opened.
"""

import re

from parsing.spots import GROUND, WORDS, Head

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
_BELOW = ("楼下", "底下", "下面", "下头")
_LIVES = re.compile(
    rf"(?:{'|'.join(_BELOW)})[^ ,。!?]{{0,2}}?[开做磨缝踩产加堆摆放][^。!?]{{0,12}}?(?:楼上|上面|上头)[^ ,。!?]{{0,6}}?(?:住(?!户|家|那|的)|睡(?![不觉个得着])|灶|床)"
    rf"|(?:楼上|上面|上头)[^ ,。!?]{{0,3}}?(?:住|睡)[着了]?(?:人|工人)[ ,]?(?:{'|'.join(_BELOW)})"
)
"""A house where below is worked and above is slept: 底下做鞋 上面住人."""
_USED_TO, _WHO_DID = re.compile(r"平[时常日][^ ,。!?]{0,8}$"), re.compile(r"[^ ,。!?]{1,5}的(?=[ ,。!?]|$)")
_DAYS = frozenset("时常日")
"""Where somebody is on other days, and who does what there: 平常这个点在门口择菜的."""
_MIGHT, _ASKS = re.compile(r"(?:(万一)|要是|如果|假如)[^ ,。!?]{0,6}$"), re.compile(r"哪|怎么|咋|该|先打")
_WALLS, _HOMES = frozenset("角脚根"), ("我家", "他家", "她家", "自家")
_COMES = re.compile(
    r"的?(?:师傅|同志|民警|医生|护士|大夫|工作人员|干部)(?:们|都|也|刚|已经?|马上){0,2}(?:[到来说讲帮冒答]|正?在)"
)
"""Who comes from an office, or speaks for it."""
_PEOPLE = WORDS["people"]
_COUNTS = frozenset("那这一两几每哪")
_PLANNED = re.compile(r"(?:冒充?|假冒|号称|自称是?|(?:想|要|准备|打算)(?:再|去|自己)?(?:开|办|盘)(?:一?[个家间]|了)?)$")
"""Who somebody pretends to be, and what somebody wants to open: 冒充银行打电话, 想开个小卖部."""
_PLANS = frozenset("冒充称是开办盘个家间了")
_STEPPED = re.compile(r"踩[到进在了]?$")


def is_passing(text: str, start: int, head: Head, end: int) -> bool:
    """True where the spot at [start, end) of a normalised text, whose word is `head`, is only named in passing."""
    at, stop, _ = head
    word = text[at:stop]
    if word in _HOUSE and start == at and text[at - 2 : at - 1] == "一" and _ONLY.search(text, max(0, at - 6), at):
        return True
    if text[at - 1 : at + 1] in _BASINS or (word == "台门" and text[at - 1 : at] in _COUNTS):
        return True
    if text[start - 1 : start] == "比" and text[end : end + 1] in _THAN:
        return True
    if (start == at and _is_elsewhere(text, head, end)) or (word in _PEOPLE and _COMES.match(text, end)):
        return True
    if text[start - 1 : start] in _PLANS and _PLANNED.search(text, max(0, start - 6), start):
        return True
    if word in _DOORSTEPS:
        return start == at and (at == 0 or text[at - 1] in _BEFORE_DOOR) and _LEFT.match(text, stop) is not None
    if word in _NEXT_DOOR:
        return end == stop and _HOUSES.match(text, end) is not None
    if word == "电梯里":
        return _IN_LIFT.match(text, stop) is not None
    return text[end : end + 1] == "、" and _QUARTERS.match(text, end) is not None


def lives_above(text: str, at: int) -> bool:
    """True where the side that begins at `at` is a floor of a house in which below is worked and above is slept."""
    if "上" not in text or "下" not in text:
        return False
    return any(match.start() <= at < match.end() for match in _LIVES.finditer(text))


def _is_elsewhere(text: str, head: Head, end: int) -> bool:
    """True for a spot without a name that is told of other days or of what might be, of one's own wall, or of what a foot stepped into."""
    at, stop, sort = head
    before = text[max(0, at - 12) : at]
    if not _DAYS.isdisjoint(before) and _USED_TO.search(before) and _WHO_DID.match(text, end):
        return True
    if sort == GROUND and _STEPPED.search(before):
        return True
    if text[stop - 1] == "墙" and before.endswith(_HOMES) and text[stop : stop + 1] in _WALLS:
        return True
    might = _MIGHT.search(before) if "一" in before or "果" in before or "如" in before or "要" in before else None
    if might is not None and (might[1] or _ASKS.search(text, end)):
        return True
    return text[at:stop] in _BELOW and lives_above(text, at)
