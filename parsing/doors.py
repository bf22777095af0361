"""Buildings, units, floors and rooms, by grammar. Pure.

What counts. A floor is where something is: it stands at the head of a clause, behind a door, or behind 在, 住, 到 and the like (三楼过道,
20号二楼, 负一楼 as -1, 地下二层 as -2). What is counted in floors is none (爬二十层, 六层的楼), nor what lies in layers (一层灰), nor the
question 哪一层, nor a row of houses (1幢至9幢), nor two floors named together (七楼八楼对骂). 顶楼 and 底楼 are landmarks. What somebody
takes back (不是3幢, 看成4单元了) is passed over.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from parsing.numerals import to_int
from parsing.signs import signs_of

_CN = "一二三四五六七八九十百零"
_N = rf"(?:\d{{1,4}}|[{_CN}]{{1,5}})"
_DASHED = re.compile(r"(?<![\d\-./:])(\d{1,3})[-/](\d{1,2})[-/](\d{3,4})(?![\d\-:])")
_PAIR = re.compile(r"(?<![\d\-./:])([1-9]\d{0,2})-(\d{3,4})(?![\d\-:]|年|元|块|人|米|分)")
_SHORT_PAIR = re.compile(
    r"(?<![\d\-./:])([1-9]\d?)-([1-9])(?:(?=楼道|门口|门前|楼下|楼上|楼梯|电梯|单元|这边|[谁哪那这][家户]|的?(?:业主|住户|租[户客])| ?[一二三四五六七八九十]{1,2}楼|$)|(?:(?<=[村苑区园庭府寓城湾里]\d-\d)|(?<=[村苑区园庭府寓城湾里]\d\d-\d))(?=[ ,]?[一二三四五六七八九十\d]{1,2}[楼层]))"
)
_RUN = re.compile(rf"[\d{_CN}]+(?=[a-d]?\s?[号#幢栋座单门梯楼层f、,和与])")
"""A number, in digits or in signs, before the sign of a door: every building, unit and floor is looked for at one."""
_NAMED = re.compile(r"[a-h东西南北甲乙丙](?=\d{0,2}\s?[号幢栋#座单门梯])")
"""What a building or a unit is called by instead of a number."""
_BUILDING = re.compile(
    rf"(?<![\d.年月])((?:{_N}[a-d]?|[a-h]\d{{0,2}}|[东西南北])(?:[、,和与]{_N}){{0,5}}?)\s?(?:(?<=\d)[两三四五六七](?=[幢栋]))?(?:(?:号|#)楼(?![下上]的?(?!半|面)|顶)|号(?=楼[下上顶])|幢|栋|#(?!垃圾|车)|座(?!位|椅|车)|号院)(?!楼(?![下上道顶里门前后梯栋的在有])|路(?![灯面口边旁基])|线)"
)
_BUILDING_EN = re.compile(r"\b(?:building|bldg|block|blk|tower)\s*(?:no\.?\s*)?(\d{1,3}[a-d]?|[a-h])(?![a-z\d])")
_COUNTED, _HOUSE_ENDS = frozenset("有共这那好前后几近约同每各某哪"), frozenset("幢栋")
_RANGE, _TO_HOUSE = frozenset("至到-~"), re.compile(rf".{_N}(?:[幢栋]|号楼)")
"""A row of houses is none of them: 1幢至9幢."""
_ONE = frozenset({"一", "1", "两", "2"})
_OF_A_HOUSE = frozenset({"楼下", "楼道", "楼顶", "楼梯", "楼里"})
_RELATIVE = re.compile(r"[过数隔退差错换再另移][了着]?$")
"""Behind these a house is counted from another one: 往东再过一幢."""
_UNIT = re.compile(
    rf"(?<![\d.])({_N}|[东西甲乙丙a-d])(?:\s?单元|(?<![东西])门洞|梯(?=[\d ,]|$|那[家户]|[一二三四五六七八九]楼))"
)
_GATE = re.compile(rf"(?<=[幢栋楼座#])({_N})门(?!口|卫|禁)")
_UNIT_EN = re.compile(r"\bunit\s*(\d{1,2}[a-d]?|[a-d])(?![a-z\d])")
_FLOOR = re.compile(
    rf"(?<![\d.几哪每])(?<!(?<!\d)#)((?:负|地下|b)?(?:-?\d{{1,2}}|[{_CN}]{{1,3}}))(?:楼|层|f(?![a-z]))(?!道|梯|号|高|楼$|的?(?:楼|房)(?:$|[^道梯下上顶])|住宅|以上|小[高洋楼]|民房|自建|死?活?不[肯签]|不同意|反对|[没无]电梯)"
)
_LAYER = re.compile(r"[幢栋楼座元号#院室苑园寓店厂馆第在住到往从上下 ,。!?;:、]$|^$")
"""What stands before the floor that is called `层`; elsewhere it is a layer."""
_IN_LAYER = re.compile(r"[灰泥土沙油膜皮水霜雪冰褐黄黑白红绿毛渣垢锈厚薄浮黏粘腻叠摞堆盖压包裹糊]|又一?层|一层|层")
_CLIMBED = re.compile(r"(?:爬到|[爬有共盖建造加隔了多]|[背搬扛抬走].{0,2}[下上]|[淹涨漫没升]到)$")
_TWO, _TENS, _UNDER = 2, frozenset("十负"), ("负", "地下", "b", "-")
_FLOOR_EN = re.compile(r"\b(?:floor\s*(\d{1,2})|(\d{1,2})(?:st|nd|rd|th)?\s*(?:floor|/f))\b")
_COUNTS = (
    r"两[条件双套盒斤]|[年月日号元块人米斤分次个户多台辆盏条点度位栋幢路种张万千秒小只瓶家毫]|天(?![天花])|公里|平方"
)
_ROOM_AFTER = re.compile(
    rf"(?:(?<=[幢栋楼座#元层 门])|(?<=[路街巷弄]\d号)|(?<=[路街巷弄]\d\d号)|(?<=[路街巷弄]\d{{3}}号))[的\s]?([1-9]\d{{2,3}})(?:室|号房?|房间?)?(?!\d|-|:|{_COUNTS})"
)
_ROOM_TAIL = re.compile(r"(?<=[幢栋楼座#])-?(\d)-([1-9]\d{2,3})(?![\d-])")
_ROOM_MARKED = re.compile(
    r"(?<![\d-])([1-9]\d{2,3})\s?(?:室|号房|房间|房(?!子|东|产|价|租)|住户|这户|那户|家(?!小|电|具|长)|业主(?<!00业主)|户主|租客|租户|小夫妻|邻居|那家)"
)
_ROOM_CUED = re.compile(
    rf"(?:我是|我家|我们家?|住在?|楼上|楼下|上面|下面|隔壁|对门|对面|room|apt|房号)\s?([1-9]\d{{2,3}})(?!\d|-|:|{_COUNTS})"
)
_PERSON = r"(?:[小老](?:夫妻|两口|年轻)|夫[妻妇]|两口子|母[女子]|父[子女]|婆媳|阿[公婆姨叔伯爷]|大[爷妈伯叔娘姐哥]|老[头太人爷奶伯师]|爷爷|奶奶|外[公婆]|婆婆|[男女](?:的|人|孩|方)|小(?:孩|伙|姑娘|妹|哥)|孩子|姑娘|租[客户]|住户|房[东客]|邻居|独居|孤[老寡]|[一那这]家|[王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗郑][家奶阿师老大先])"
_ROOM_OF = re.compile(
    rf"(?<![\d\-./:高约近])(?!19\d\d|20[0-3]\d|\d+00)([1-9]\d{{2,3}})(?:住[的着了]|(?:[的那这]|新搬来的?|[那这][个位对]|的那[个位对])?{_PERSON})"
    r"|(?<=[去到敲找进给])了?(?!19\d\d|20[0-3]\d|\d+00)([1-9]\d{2,3})(?:的?门(?!口?诊)|[看敲问劝坐没]|走访|核实|上门|入户|家|那[户家边])"
)
"""A room by those who live there, or where somebody went to see them: 501的老夫妻, 404小两口, 去602看过."""
_ROOM_SPOKEN = re.compile(
    r"(?<=[幢栋楼座元层])([一二三四五六七八九]{1,2}[零〇][一二三四五六七八九])(?![楼层幢栋单])|([一二三四五六七八九]{1,2}[零〇][一二三四五六七八九])(?:室|号房)"
)
_MORE_ROOMS = re.compile(r"(?:室|号房)?[和跟与、]([1-9]\d{2,3})(?!\d|-|:)")
_ROOM_FIRST = re.compile(rf"^([1-9]\d{{2,3}})(?=[一-鿿 ])(?!\s?(?:{_COUNTS}|网格|[国省县]道))")
_HOTLINES = frozenset({"110", "119", "120", "122", "114", "123", "100", "1000", "2000", "500", "12345", "315"})
_MENDED = re.compile(
    rf"(?:不是|不在|而非|[看写说打听记搞弄报]成|当成|误写|写的)\s?({_N})(?:号楼|幢|栋|#|单元|楼|层)?.{{0,6}}?(?:是|在|改成)(?:隔壁|对面|旁边)?的?\s?{_N}"
)

_UNITS = (("元洞梯", _UNIT), ("门", _GATE))
"""(signs one of which must stand in the text; pattern)."""
_ENGLISH = ((_BUILDING_EN, "building"), (_UNIT_EN, "unit"))
_HOUSE_SIGNS, _NAMES = frozenset("号#幢栋座元洞梯门"), frozenset("东西南北甲乙丙")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_UNCOUNTED = frozenset("-/东西南北甲乙丙") | _LATIN
"""Signs one of which stands in every building or unit that has no number before its sign."""
_BELOW = frozenset("负-b")
_BETWEEN = re.compile(
    rf"[{_CN}\d]*[楼层].{{0,2}}|[^,。 ]{{0,12}}到第?[{_CN}\d]*[楼层].{{0,2}}|[到至]第?[{_CN}\d]*[楼层].{{0,2}}|[跟和与][{_CN}\d]*[楼层](?:当中|中间|之间)"
)
"""What follows a floor that is no place by itself: 七楼八楼, 二楼到五楼, 6楼跟7楼当中."""
_FLOOR_SIGNS = frozenset("楼层f")
_OF_DOORS = frozenset("-/号#幢栋座元洞梯门") | _FLOOR_SIGNS | _LATIN
"""Signs one of which stands beside the number of every building, unit or floor."""
_TAKEN_BACK, _LONG_NUMBER = frozenset("不成非误写"), re.compile(r"\d{3}")
Take = Callable[[str, str | None, tuple[int, int]], None]
"""Keeps a part of the place, unless an earlier word gave it already."""


def find_doors(text: str, take: Take) -> None:
    """Gives `take` every building, unit, floor and room that a normalised text names, in the order of trust."""
    signs = signs_of(text)
    if not signs.isdisjoint(_OF_DOORS):
        numbers = [match.start() for match in _RUN.finditer(text)]
        if not numbers and signs.isdisjoint(_UNCOUNTED):
            _by_room(text, take)
            return
        mended = _MENDED.search(text) if numbers and not signs.isdisjoint(_TAKEN_BACK) else None
        skip = mended.end(1) + 1 if mended is not None else -1
        _by_number(text, take, skip, signs, numbers)
        if not signs.isdisjoint(_FLOOR_SIGNS) and (numbers or "f" in signs):
            _by_floor(text, take, skip, numbers)
    _by_room(text, take)


def _at(pattern: re.Pattern[str], text: str, places: list[int], least: int) -> Iterator[re.Match[str]]:
    """Every match of `pattern` that begins at one of `places`, from `least` on, none within another."""
    end = 0
    for at in places:
        match = pattern.match(text, at) if at >= end else None
        if match is not None:
            end = match.end()
            if at >= least:
                yield match


def _by_number(text: str, take: Take, skip: int, signs: frozenset[str], numbers: list[int]) -> None:
    dashed, latin = not signs.isdisjoint("-/"), not signs.isdisjoint(_LATIN)
    for match in _DASHED.finditer(text) if dashed else ():
        take("building", match[1], match.span(1))
        take("unit", match[2], match.span(2))
        take("room", match[3], match.span(3))
    if not signs.isdisjoint(_HOUSE_SIGNS):
        _by_sign(text, take, skip, signs, numbers)
    if latin:
        for pattern, part in _ENGLISH:
            for match in pattern.finditer(text):
                if match.start() >= skip and not text.endswith(("not ", "not in ", "not at "), 0, match.start()):
                    take(part, _number(match[1]), match.span())
    if dashed:
        _pairs(text, take)


def _by_sign(text: str, take: Take, skip: int, signs: frozenset[str], numbers: list[int]) -> None:
    """Buildings and units by the sign behind their number or name."""
    if not (signs.isdisjoint(_LATIN) and signs.isdisjoint(_NAMES)):
        numbers = sorted([*numbers, *(match.start() for match in _NAMED.finditer(text))])
    if not numbers:
        return
    for match in _at(_BUILDING, text, numbers, skip):
        if not _is_count(text, match):
            take("building", _number(match[1]), match.span())
    for sign, pattern in _UNITS:
        for match in _at(pattern, text, numbers, skip) if not signs.isdisjoint(sign) else ():
            take("unit", _number(match[1]), match.span())


def _by_floor(text: str, take: Take, skip: int, numbers: list[int]) -> None:
    told = [match for match in _at(_FLOOR, text, [_below(text, at) for at in numbers], skip) if _is_floor(text, match)]
    if any(_BETWEEN.fullmatch(text, one.end(), other.end() + 2) for one, other in pairwise(told)):
        return
    for match in told:
        _floor(text, match, take)
    for match in _FLOOR_EN.finditer(text) if "floor" in text or "/f" in text else ():
        take("floor", match[1] or match[2], match.span())


def _below(text: str, at: int) -> int:
    """Where the number of a floor begins whose digits begin at `at`: 负二楼, 地下一层, -1楼; but not 13-3楼."""
    if text[at - 1 : at] in _BELOW and not text[at - 2 : at - 1].isdecimal():
        return at - 1
    return at - 2 if text[at - 2 : at] == "地下" else at


def _is_floor(text: str, match: re.Match[str]) -> bool:
    """False where floors are counted, where somebody goes to one, and where something lies in a layer."""
    before = text[max(0, match.start() - 4) : match.start()].removesuffix("第")
    word = match[1]
    between = len(word) == _TWO and not word.isascii() and _TENS.isdisjoint(word)  # 五六楼: somewhere there
    if between or _CLIMBED.search(before) or (before[-1:] == "到" and text.startswith("去", match.end())):
        return False
    return text[match.end() - 1] != "层" or (
        _LAYER.search(before) is not None and _IN_LAYER.match(text, match.end()) is None
    )


def _by_room(text: str, take: Take) -> None:
    for pattern in (_ROOM_AFTER, _ROOM_MARKED, _ROOM_CUED, _ROOM_FIRST, _ROOM_OF) if _LONG_NUMBER.search(text) else ():
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            number = match[group]
            if number not in _HOTLINES or pattern is _ROOM_MARKED:
                more = _MORE_ROOMS.match(text, match.end(group))
                take("room", number if more is None else f"{number};{more[1]}", match.span(group))
    spoken = _ROOM_SPOKEN.search(text) if "零" in text or "〇" in text else None
    if spoken is not None:
        word = spoken[1] or spoken[2]
        take("room", str(to_int(word)), (spoken.start(), spoken.start() + len(word)))


def _pairs(text: str, take: Take) -> None:
    for match in _ROOM_TAIL.finditer(text):
        take("unit", match[1], match.span(1))
        take("room", match[2], match.span(2))
    for match in _PAIR.finditer(text):
        if match[2] not in _HOTLINES:
            take("building", match[1], match.span(1))
            take("room", match[2], match.span(2))
    for match in _SHORT_PAIR.finditer(text):
        take("building", match[1], match.span(1))
        take("unit", match[2], match.span(2))


def _floor(text: str, match: re.Match[str], take: Take) -> None:
    if re.match(rf"\s?{_N}单元", text[match.end() : match.end() + 6]):
        take("building", _number(match[1]), match.span())
        return
    word = match[1]
    below = word.startswith(_UNDER)
    value = to_int(word.lstrip("负地下b-"))
    if value is not None and 0 < value < 100:
        take("floor", f"-{value}" if below else str(value), match.span())


def _is_count(text: str, match: re.Match[str]) -> bool:
    word, sign = match[1], text[match.end() - 1]
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    if sign in "幢栋座" and before[-1:] in _COUNTED and before != "以后":
        return True
    if word in _ONE and _RELATIVE.search(before) is not None:
        return True
    if before[-1:] in _RANGE and (before[:1] in _HOUSE_ENDS or (before[-1] in "至到" and before[:1].isdecimal())):
        return True
    if after[:1] in _RANGE and _TO_HOUSE.match(text, match.end()) is not None:
        return True
    return word in {"两", "一"} and after[:1] in {"楼", "房"} and after not in _OF_A_HOUSE


def _number(word: str) -> str | None:
    if word.isdecimal():
        return str(int(word))
    parts = re.split(r"[、,和与]", word)
    values = []
    for part in parts:
        tail = part[-1] if part[-1:].isascii() and part[-1:].isalpha() and len(part) > 1 else ""
        core = part[: len(part) - len(tail)]
        value = to_int(core) if core else None
        values.append(f"{value}{tail.upper()}" if value is not None else part.upper())
    return ";".join(values) if values else None
