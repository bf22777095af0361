"""Where a spot begins and where it ends: its name and whose it is before its word, its sides and what lies in it behind. Pure."""

import re

from parsing.names import HARD, is_sign, name_start
from parsing.spots import (
    BEGINS,
    END_SIGNS,
    ENDS,
    GROUND,
    IN,
    LEAD,
    NAMELESS,
    NEEDS_NAME,
    OF,
    PART,
    SIDED,
    SIDES,
    STRETCH,
    TRADE,
    WEAK,
    WORDS,
    Head,
    head_at,
)
from parsing.streets import CLANS
from parsing.unmeant import OWN_DOOR

PAUSES = " ,。!?;:、\n"
LONGEST_NAME = 4
_STEPS = 3
_WINDOW = 14
_SHORT = 2
_HOUSE = 3
"""Signs of a house that is called by its people: 老李家."""
_FIRM = frozenset(PAUSES) | frozenset("在到从往是")
"""Behind these a bare name of a spot begins."""
_NO_NAME = frozenset("一两几黑满本墙爸妈爷奶")
_BARE = frozenset({PART, WEAK})
"""Sorts whose names are taken only where they surely begin."""
_GROWN = frozenset("大老古")
_HELD = frozenset("场摊铺站")
"""Counted, they are no places (二十场, 一摊); and much that is done ends with one of them (散场)."""
_IN_HERE = frozenset({"厂里", "店里", "家里", "园里"})
_HERE = frozenset({"这边", "那边", "这里", "那里", "这头", "那头"})
"""Their last sign begins no name: 这边上小学."""
_BEDS = ("地铺", "打铺", "通铺")
_NO_ENDS = tuple(WORDS["no_ends"])
_SIDEWAYS = frozenset("上下里外边面头后前")
_NUMERALS, _SOME = frozenset("一二三四五六七八九十两几"), frozenset("一两几")
_NAMED_GROUND = frozenset("河塘溪江渠沟潭湖池堤坝坡桥树")
_HALLS = frozenset({"祠堂", "大院", "弄口", "巷口"})
_COUNTED = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,2})号(?:垃圾)?$")
_NUMBERED = frozenset("号圾")
_SOMEBODY = re.compile(r"(?:[公婆伯爷奶妈爸叔姨嫂哥姐弟妹孩人们家户]|[孩妹嫂娃汉]子|师傅|老板|对门|隔壁)$")
_LEADS = frozenset("们咱家拉我这那区楼开村里元厂司店寓舍的面边门头游个栋座条片间块排壁下上")
"""What every lead ends with."""
_OURS = frozenset({"我们", "咱们", "咱", "我", "我家", "俺们", "阿拉"})
"""Whose a spot is that has a name of its own belongs to nothing: 我们弄堂口."""
_NO_MORE = (*_BEDS, *(word for word in _NO_ENDS if word[-1] in _HELD))
_LIVED_IN = ("宿舍", "公寓", "村", "厂门口", "厂隔壁", "厂对面")
_NO_LEAD = frozenset("楼村厂店里的我")
_HEIGHTS = frozenset("山岭坡溪河塘湖桥坞岙湾畈")
"""What a name ends with that needs no word of its own before 那片竹林."""
_TRIM = re.compile(
    r"(?:[那这](?!排)(?:[个家栋座条片间块])?|一[个家]|的|就是|新开的?(?:那家|那个)?)(?=..)|我(?![们家])[这那]?(?=..)"
)
_CLOSED = (HARD - BEGINS - frozenset("的那这")) | frozenset(PAUSES)
"""What no spot goes on with."""
_THAT, _THIS = frozenset("那这的"), frozenset("那这")
_KINDS = frozenset("老小大旧新破后前侧东西南北")
_GOES_ON = frozenset("站桥")
"""A spot may be named after another one: 水厂站, 白塔桥."""
_SHOP_GOES_ON = frozenset("铺面家主员招")
_NAMED_AFTER = ("工地", "水库", "水闸", "祠堂")
"""What is named after the spot before it, with a word between: 大桥改造工地, 前山垄水库."""
_INSIDE = frozenset("里上内")
_NEEDS_IN = re.compile(
    r"(?:[地田屋坡墙墩沟]|院子|林子|[池水鱼]塘|工地|车间|草窠|[草树]丛|灌木丛|巷子|弄堂|隧道|涵洞|桥洞|大棚|[竹树松杉子]林|山[顶腰脊]|[果茶菜]园|菜地|[石长]凳|长椅|石阶|后山|栏杆|池子|(?:隔壁|对面|旁边)[厂店]|楼梯(?=上)|小房间)$"
)
"""What is no place by itself, or another one inside or on top: 里 and 上 belong to it."""


def is_closed(words: str) -> bool:
    """True where some of the `words` can stand in no spot."""
    return not _CLOSED.isdisjoint(words)


def spot_name(text: str, head: Head, edge: int) -> int | None:
    """Where the name before a spot's word begins, the word itself where it has none; None where it needs one."""
    at, end, sort = head
    word = text[at:end]
    plain = _plain_start(text, at, edge, word)
    if plain is not None:
        return plain
    if sort in NAMELESS or (sort == GROUND and word[0] not in _NAMED_GROUND):
        return at
    needed = sort in NEEDS_NAME
    if word in _HELD and text[at - 1 : at] in _NUMERALS:
        return None
    start = name_start(text, at, longest=LONGEST_NAME, floor=edge, short=_SHORT if needed else 0, spot=True)
    if text[start - 1 : start + 1] in _HERE:
        start += 1
    if start < at and text[start:at] in (_NO_NAME if needed else _SIDEWAYS):
        return None if needed else at
    if sort in _BARE:
        is_firm = start == edge or text[start - 1] in _FIRM
        if sort == PART:
            return start if is_firm and at - start >= _SHORT else at
        return start if is_firm and end - start > 1 and not text[start:end].endswith(_NO_ENDS) else None
    if needed:
        unfit = start == at or text[start:end].endswith(_NO_ENDS) or (sort == SIDED and text[start] in _NUMERALS)
        return None if unfit else start
    if start < at and _SOMEBODY.search(text, start, at) and not _is_clans(text, start, at, word):
        house = text[at - 1] == "家" and at - start >= _HOUSE
        return start if house else None if word in OWN_DOOR else at
    return start


def _is_clans(text: str, start: int, at: int, word: str) -> bool:
    """True where a bridge, a pond or a hall is named after a family: 丁家桥头, 李家祠堂."""
    is_named = word[0] in _NAMED_GROUND or word in _HALLS
    return text[at - 1] == "家" and at - start == _SHORT and is_named and text[start] in CLANS


def _plain_start(text: str, at: int, edge: int, word: str) -> int | None:
    """Where a spot begins that has a number, an age (大樟树) or, behind 厂里, nothing for a name; None where it may have one."""
    if text[at - 2 : at] in _IN_HERE:
        return at
    if word[-1] == "树" and text[at - 1 : at] in _GROWN and at > edge:
        return at - 1
    return _count_start(text, at, edge, word)


def _count_start(text: str, at: int, edge: int, word: str) -> int | None:
    """Where the number begins that tells a spot from others of its sort: 3号投放点, 2号门; None where it has none."""
    if word[0] == "号":
        while at > edge and (text[at - 1].isdecimal() or text[at - 1] in _NUMERALS):
            at -= 1
        return at
    if text[at - 1 : at] not in _NUMBERED or word not in WORDS["counted"]:
        return None
    number = _COUNTED.search(text, edge, at)
    return at if number is None else number.start()


def spot_lead(text: str, start: int, edge: int) -> int:
    """Where the words begin that say whose a spot is, or what it lies at, before its name."""
    if text[start - 1 : start] not in _LEADS:
        return start
    if text[start] == "排" and text[start - 1] in _THIS:
        return max(start - 1, edge)
    lead = LEAD.search(text, max(edge, start - _WINDOW), start)
    if lead is None or not lead[0] or lead[0] in _NO_LEAD:
        return start
    start = lead.start()
    if lead["whose"] in _OURS and not lead["side"] and not text.startswith(_LIVED_IN, lead.end()):
        return lead.end("whose") + text.startswith("的", lead.end("whose"))
    if not lead["whose"] and (lead["side"] or text[start - 1 : start] in _HEIGHTS):
        start = name_start(text, start, longest=LONGEST_NAME, floor=edge, short=0, spot=True)
    trim = _TRIM.match(text, start)
    return start if trim is None else trim.end() + text.startswith("的", trim.end())


def spot_end(text: str, end: int) -> int:
    """Where the words of a spot end: its sides, the parts of it that are named, and the spot in it or beside it."""
    for _ in range(_STEPS):
        before = end
        for pattern in (SIDES, TRADE, STRETCH) if text[end : end + 1] in _THAT else (SIDES,):
            match = pattern.match(text, end)
            end = end if match is None else match.end()
        if text[end : end + 1] not in _CLOSED:
            end = _next(text, end)
        if text[end : end + 1] in _INSIDE and _NEEDS_IN.search(text, max(0, end - 4), end):
            inside = IN.match(text, end)
            end = end if inside is None else inside.end()
        if end == before:
            break
    return end


def _is_new_shop(text: str, of: str, end: int) -> bool:
    """True for a new shop that has no other name: 小区对面新开的店, but not 新开的店铺, of which 店 is the half."""
    return of.startswith("新开") and text[end : end + 1] not in _SHOP_GOES_ON


def _next(text: str, end: int) -> int:
    """Where a spot ends that is said of the one before it: 东门花坛, 桥头剃头店, 小区西边长廊."""
    of = OF.match(text, end)
    start = end if of is None else of.end()
    under = text[end - 2 : end] == "楼下"
    for at in (start, start + 1) if text[start : start + 1] in _KINDS else (start,):
        head = head_at(text, at, inside=of is None or of[0] != "的")
        if (
            head is not None
            and not (under and text[head[1] - 1] in "柜箱")
            and (
                head[2] not in NEEDS_NAME
                or (text[at] in _GOES_ON and text[at - 1] != text[at])
                or (of and (head[1] - at > 1 or _is_new_shop(text, of[0], head[1])))
                or (of is None and at == start and head[2] == ENDS and head[1] - at > 1)
            )
        ):
            return head[1]
    for at in range(start + 1, start + LONGEST_NAME):
        if text[at - 1 : at] in HARD or not is_sign(text[at - 1 : at]):
            break
        head = head_at(text, at) if text[at : at + 1] in END_SIGNS else None
        if head is not None and (head[2] == ENDS or text.startswith(_NAMED_AFTER, at)):
            name = name_start(text, at, longest=LONGEST_NAME, floor=start, short=0, spot=True)
            fits = name == start and text[start] not in _SOME and not text.endswith(_NO_MORE, start, head[1])
            return head[1] if fits else end
    return end
