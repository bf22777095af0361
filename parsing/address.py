"""A postal address written out in full, cut into its parts from the largest to the smallest. Pure."""

import re

from parsing.late import Late
from parsing.leaves import LEXICON
from parsing.numerals import to_int

_TALK = frozenset("了吗呢吧啊是没被就很你他她们的?!,。;:、…")
_SIGN = re.compile(r"[路街巷弄道村镇乡县市省区号幢栋室楼座苑园城厦寓]|小区|花园|公馆|单元|\d-\d")
_TELLS = Late(
    r"[停没断来缺][水电气]|漏[水电气雨]|积水|着火|起火|冒烟|开会|集市|有人|有个|没人|打架|吵|晕|摔|堵|坏|裂|塌|断(?!桥)|情况|反映"
)
"""What is told beside an address: a message, however short."""
_PROVINCE = Late(
    r"-?(?:中国)?(?:[一-鿿]{2,3}省|(?:北京|上海|天津|重庆)市?(?=[一-鿿]{2,4}[市区县])|(?:广西|内蒙古|宁夏|新疆|西藏)[一-鿿]{0,4}自治区)[_ ]*"
)
_CITY = Late(
    r"[一-鿿]{2,3}市(?![场心前])[_ ]*|(?:[一-鿿]{2})(?!市场|工业|开发|小区|社区)(?=[^路街巷镇村\d]{2,3}(?:市(?!场)|县|区(?!\d)))(?![一-鿿]{0,3}(?:小|社|工业|开发)区)"
)
_DISTRICT = Late(
    r"(?:[一-鿿]{1,4}(?:新区|开发区|高新区|风景区|自治县)|[一-鿿]{2,3}?(?:区|县)|[一-鿿]{2,3}市(?![场心前]))(?!域)[_ ]*"
)
_TOWN = Late(r"[一-鿿]{1,4}?(?:街道(?:办事处)?|镇|乡(?!村))[_ ]*")
_ROAD_NUMBER = Late(
    r"(\d{1,5}(?:-\d{1,4})?(?:号(?!楼|门)|弄)|\d{1,5}(?:-\d{1,4})?(?=[一-鿿]{2})(?!号楼|幢|栋|座|单元|楼|层|室|期|区|组|村|路|街)|\d{1,5}(?:-\d{1,4})?$)"
)
_HOUSE = Late(
    r"(\d{1,4}[a-z]?|[a-z]\d{0,3}|[一二三四五六七八九十]{1,3})(?:号楼|幢|栋|座|#楼?|号院|舍)|(?<![\d-])(\d{1,4}[a-z]?)号(?!门|楼)|(?<![\d-])(\d{1,3})-(\d{1,3})-(\d{1,4})(?![\d-])|(?<![\da-z-])([a-z]?\d{1,3})-(\d{1,4})(?![\d-])|(?<=[一-鿿])(\d{1,2}[a-z])(?=\d{3,4}(?!\d))"
)
_UNIT = Late(r"(\d{1,3}|[a-z甲乙丙丁东西]|[一二三四五六七八九十]{1,2})(?:单元|门(?=\d|$)|梯)")
_FLOOR = Late(r"(\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层|f)")
_ROOM = Late(
    r"([a-z]?\d{2,5}[a-z]?|\d[o\d]{2,3})室|(?<=[楼层元幢栋座#])([a-z]?-?\d{2,5}(?:号房?)?)(?!\d|[幢栋座层楼弄]|单元)|(?<=[一-鿿])([a-z]?\d{3,5})(?:号房?)?$|(?<=[楼层元])([一二三四五六七八九十]{1,2})号"
)
_TAIL = Late(r"[_ ][^\d]*$|电联.*$|不收到付.*$|[((].*$")
_ROAD_END = Late(r"(?:大道|大街|支路|路|街(?!道)|巷|弄|胡同)(?:[东西南北中]段)?(?!口(?!\d)|桥|街道)")
_EDGE = Late(r"[村镇乡]|街道|社区|[市县](?![场心前])|[区园](?!路|街|东|西|南|北|中)|[路街](?=.)|小区|花园|\d")
_GROUP = Late(r"(?<=村)((?:[一-鿿]{0,3}|\d{1,2}|第?[一二三四五六七八九十]{1,2})组)(?=\d|$)")
_HIGHWAY = Late(r"[gsx]?\d{2,3}(?:国道|省道|县道)|[经纬]\d{1,2}路|\d{1,2}号大街")
_AFTER_ROAD = Late(
    r"^[-_ ]+|^.{0,8}?(?:交叉口|交汇处|交界处)(?:往?[东西南北]{1,2}[角侧]?)?(?:\d+米)?|^(?:附近|对面|后面|旁边?|门口)(?=[一-鿿]{2})"
)
_CITIES = "|".join(
    sorted(
        (
            name
            for row in (LEXICON / "cities.txt").read_text(encoding="utf8").splitlines()
            if not row.startswith("#")
            for name in row.split()
        ),
        key=len,
        reverse=True,
    )
)
_OF_CITY = Late(
    rf"(?:(?:{_CITIES})[市县区]?){{1,3}}(?=.{{3}})(?!.*(?:公司|厂|学|院|银行|集团|实业|科技|酒店|大厦|大楼|管委会|疾控中心|工业园区?)$)"
)
_AGAIN = Late(rf"[市县区镇乡_]|街道|{_CITIES}")
"""What stands behind an office that is named twice; else a name begins that the office gave it."""
_SIDE_ROAD = Late(r"(?:[路街巷弄道线段]|[巷弄路]\w{1,3}号)$")
_BEFORE = Late(r"[一-鿿]{1,7}?(?:镇|街道|乡|社区|村)(?![一-鿿]{0,1}[组头口])")
_FIRST_NAME = Late(
    r"([一-鿿a-z\d]{1,12}?(?:小区|花园|花苑|公寓|大厦|广场|新村|市场|有限公司|公司|厂|酒店|宾馆|学校|大学|学院|中学|小学|医院|商城|家园|名苑|嘉苑|佳苑|公馆|国际|超市|研发园|科技园|产业园|工业园|创业园|商场|写字楼|集团|银行|车站|写字楼|华庭|名都|豪庭|山庄|世纪城|皮革城|商贸城|苑|城(?=[a-z\d])))(?!园|区|苑|场|司|店|楼|校|小区|中心)"
)
_NEAR = Late(
    r"[一二三四五六七八九\d]+期|[a-z]\d?区$|(?<=[一-鿿])[a-z\d][a-z\d_-]*$|(?<=[园苑城心岸家])[东西南北一二三四五六七八九](?:区|面|边)$|(?<=.)村民委员会|正?(?:斜)?对面|旁边?|附近|隔壁|内部?$|后面|前面|门口|路口|[东西南北]侧|提前|收$|尾$|到底|楼下"
)
_VILLAGES = tuple("村头桥岸组岙埠塘浜湾山坑溪畈徐王陈庄家堰墩里")
_OWN_NAMES = (
    "工业区",
    "工业园",
    "园区",
    "工业城",
    "市场",
    "城",
    "广场",
    "山",
    "大厦",
    "小区",
    "花园",
    "大学",
    "车站",
    "酒店",
    "公司",
    "厂",
)
_MARKETS = ("市场", "商城", "世界", "商贸城", "广场", "城", "中心")
_DOOR = Late(r"(\d{1,3})号(?!楼)")
_BARE = 2
_WORTH = 2
_LONGEST_ROAD = 4
_LONGEST = 64


def read_address(text: str) -> dict[str, tuple[int, int]] | None:
    """Spans by part (compound, building, unit, floor, room, road, number); None when `text` is no written-out address."""
    if (
        len(text) > _LONGEST
        or not _SIGN.search(text)
        or not _TALK.isdisjoint(text)
        or "收到" in text
        or "接龙" in text
        or _TELLS.search(text)
    ):
        return None
    body = text[: len(_TAIL.sub("", text)) or len(text)]
    at, admin = _skip_offices(body)
    spans: dict[str, tuple[int, int]] = {}
    road = _find_road(body, at)
    if road is not None:
        spans["road"] = road
        number = _ROAD_NUMBER.match(body, road[1])
        before = _name(body, at, road[0])
        at = road[1]
        if number is not None:
            spans["number"] = number.span(1)
            at = number.end()
    else:
        before = None
    _inside(body, at, spans)
    if before is not None and body[before[0] : before[1]].endswith(_OWN_NAMES):
        spans.setdefault("compound", before)
    return (
        spans
        if len(spans) >= (1 if admin else 2) and len(body) - at >= 0 and (admin or any(sign.isdigit() for sign in body))
        else None
    )


def _find_road(body: str, at: int) -> tuple[int, int] | None:
    group = _GROUP.search(body, at)
    if group is not None:
        return group.span(1)
    highway = _HIGHWAY.search(body, at)
    if highway is not None:
        return highway.span()
    for match in _ROAD_END.finditer(body, at):
        edges = [at + cut.end() for cut in _EDGE.finditer(body[at : match.start()]) if cut.start() or len(cut[0]) > 1]
        edge = _after(_OF_CITY, body, max(edges, default=at), match.end())
        length = match.start() - edge
        if length < 1 or body[match.start() - 1].isdigit():
            continue
        if length > _LONGEST_ROAD:
            edge = match.start() - (3 if body[match.start() - 1] in "东西南北中" else 2)
        return edge, match.end()
    return None


def _skip_offices(text: str) -> tuple[int, bool]:
    at, stems = 0, set()
    for pattern in (_PROVINCE, _CITY, _PROVINCE, _CITY, _DISTRICT, _CITY, _DISTRICT, _DISTRICT, _TOWN, _TOWN):
        match = pattern.match(text, at)
        if match is not None and match.end() < len(text):
            at = match.end()
            stems.add(match[0][:2])
            if text[at : at + 2] in stems and _AGAIN.match(text, at + 2):
                at += 2
    return at, at > 0


def _name(body: str, start: int, end: int) -> tuple[int, int] | None:
    """The name of a compound, firm or market between two places, without the village before and what comes after."""
    while end > start and body[end - 1] in "- 第_":
        end -= 1
    start = _after(_AFTER_ROAD, body, start, end)
    start = _after(_OF_CITY, body, start, end)
    inner = _BEFORE.match(body[start:end])
    if inner is not None and end - start - inner.end() >= _WORTH:
        start += inner.end()
    first = _FIRST_NAME.match(body[start:end])
    if first is not None:
        end = start + first.end(1)
    near = _NEAR.search(body[start:end])
    if near is not None and near.start() != 1:
        end = start + near.start()
    name = body[start:end]
    return (start, end) if len(name) > 1 and not (name.strip(".").isdigit() or _SIDE_ROAD.search(name)) else None


def _after(pattern: Late, body: str, start: int, end: int) -> int:
    """Behind what `pattern` finds at `start`, where a name is left."""
    match = pattern.match(body[start:end])
    return start + match.end() if match is not None and end - start - match.end() >= _WORTH else start


def _inside(body: str, at: int, spans: dict[str, tuple[int, int]]) -> None:
    """The compound and what lies within it."""
    house = _HOUSE.search(body, at)
    first = min(
        (
            match.start()
            for match in (house, _UNIT.search(body, at), _FLOOR.search(body, at), _ROOM.search(body, at))
            if match is not None
        ),
        default=len(body),
    )
    name = _name(body, at, first)
    if name is not None:
        spans["compound"] = name
    if house is not None:
        title = body[name[0] : name[1]] if name is not None else ""
        for group, part in enumerate(
            ("building", "building", "building", "unit", "room", "building", "room", "building"), start=1
        ):
            if house[group] is not None:
                spans[_bare(title, spans) if group == _BARE else part] = house.span(group)
        at = house.end()
    unit = (_DOOR.match(body, at) if house is not None else None) or _UNIT.search(body, at)
    if unit is not None:
        spans.setdefault("unit", unit.span(1))
        at = unit.end()
    floor = _FLOOR.search(body, at)
    if floor is not None:
        spans["floor"] = floor.span(1)
        at = floor.end()
    room = _ROOM.search(body, max(first, at - 1))
    if room is not None:
        group = next(index for index in (1, 2, 3, 4) if room[index] is not None)
        spans.setdefault("room", room.span(group))


def _bare(title: str, spans: dict[str, tuple[int, int]]) -> str:
    """What a plain `24号` numbers: a house in a village, a stall in a market, else a building."""
    if title.endswith(_VILLAGES) and "number" not in spans:
        return "number"
    return "room" if any(word in title for word in _MARKETS) else "building"


def part_value(part: str, word: str) -> str:
    """A part as it is reported: buildings, units, floors and rooms in digits, the rest as written."""
    if part in {"building", "unit", "floor"}:
        value = to_int(word)
        return str(value) if value is not None else word.upper()
    return word.removesuffix("号").lstrip("-").upper() if part == "room" else word
