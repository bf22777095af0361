"""Names of roads and of residential compounds in running text, found from their last word backwards. Pure."""

import re
from dataclasses import dataclass

from parsing.signs import signs_of

_ROAD = re.compile(
    r"(?:大道|大街|路|街|巷|弄|胡同)(?!灯|面|障|边摊|况|径|程|政|基|费|人|过|由|标|道|口|桩|牌|上?的?时候|怒|数|霸|拍|舞|访|坊|坎|景)"
)
_COMPOUND = re.compile(
    r"小区|花园|花苑|家园|新村|新城|公寓|公馆|华庭|豪庭|雅庭|名庭|华府|名府|名都|名邸|名居|新居|雅居|山庄|庄园|别墅|大院|"
    r"(?<=[一-鿿][一-鿿])(?:苑(?!里)|邸|湾(?=\d|[一二三四五六七八九十]+[幢栋期号]))|(?<=[一-鿿])(?:自然村|村(?!民|里|口|委|干部|部|头|医|支|长|规|道|路|庄|子|东|西|南|北|主任|书记|广播|合作社))"
)
_STOP = frozenset(
    "的在从到去往沿于是我你他她它们这那哪条段过把被给让说有号幢栋楼和与及跟至,。!?;:、()[]【】\"'“”‘’…~#@ \n就又了吗呢吧啊也都还没不很太要会能请个家住走进出回来每各整全满天"
)
_STARTERS = (
    "小区",
    "门口",
    "路口",
    "附近",
    "旁边",
    "对面",
    "前面",
    "后面",
    "今天",
    "昨天",
    "刚才",
    "现在",
    "发现",
    "经过",
    "地址",
    "位于",
    "靠近",
    "网格",
    "省",
    "市",
    "县",
    "镇",
    "乡",
    "街道",
    "区",
    "早上",
    "晚上",
    "下午",
    "上午",
    "中午",
    "大家",
    "请问",
    "反映",
    "举报",
    "投诉",
    "麻烦",
    "赶紧",
    "快",
)
_NO_ROAD = frozenset(
    "马公道走铁线水出半后小大山土电思套网一让修挖堵拦带迷问引铺挡占逛上步老新旧村泥断盲赶跑同顺正当各条认十本多少这那三两主辅支岔便近远绝末财来去门通消街里商美食行"
)
_NO_ROAD_WORDS = frozenset(
    {
        "石子路",
        "水泥路",
        "柏油路",
        "机耕路",
        "断头路",
        "步行街",
        "美食街",
        "商业街",
        "高速公路",
        "十字路",
        "丁字路",
        "三岔路",
        "人行道路",
        "消防通路",
        "老街",
        "上下楼走路",
        "红绿灯路",
    }
)
_DEIXIS = frozenset(
    {
        "边",
        "里",
        "后",
        "后面",
        "前面",
        "隔壁",
        "对面",
        "旁边",
        "附近",
        "老旧",
        "老",
        "新",
        "封闭",
        "高档",
        "智慧",
        "先",
        "边上",
        "后边",
        "前边",
        "处",
        "外",
        "本",
        "小",
        "里面",
        "我们小区里",
        "门口",
    }
)
_NO_VILLAGE = frozenset("农全本我满邻乡同山个新这那隔壁进出回整老小各城中村们在到住")
_ROAD_SIGNS = frozenset("路街巷弄道同")
_COMPOUND_SIGNS = frozenset("区园村苑城寓馆庭府都邸居庄墅院湾")
"""Signs one of which the last word of every such name holds."""
_LONGEST_ROAD = 4
_LONGEST_COMPOUND = 8
_NUMBER = re.compile(r"\s?(\d{1,5}(?:-\d{1,4})?(?:号(?!楼|线)|弄)?(?:(?:至|到|-|~)\d{1,5}号)?(?:-\d{1,4}号?)?)")
_VILLAGE_NUMBER = re.compile(r"\s?(\d{1,5}(?:-\d{1,4})?号(?!楼|院))")


@dataclass(frozen=True, slots=True)
class Named:
    """A name at [start, end), and where its house number stands."""

    start: int
    end: int
    number: tuple[int, int] | None = None


def find_roads(text: str) -> list[Named]:
    """Roads, streets, lanes with a name of their own, in order."""
    found: list[Named] = []
    floor = 0
    if _ROAD_SIGNS.isdisjoint(signs_of(text)):
        return found
    for match in _ROAD.finditer(text):
        if match.start() < floor:
            continue
        start = _back(text, match.start(), _LONGEST_ROAD, floor)
        name = text[start : match.start()]
        if (
            not name
            or (len(name) == 1 and name in _NO_ROAD)
            or name[-1:].isdigit()
            or f"{name}{match[0]}" in _NO_ROAD_WORDS
        ):
            continue
        if len(name) > 1 and name[-1] in "公马铁线网走修让堵半占挡" and name[-2:] not in {"跑马", "驻马", "铁公"}:
            continue
        number = _NUMBER.match(text, match.end())
        span = number.span(1) if number is not None and _is_house(text, number) else None
        found.append(Named(start, match.end(), span))
        floor = match.end()
    return found


def find_compounds(text: str) -> list[Named]:
    """Residential compounds and villages with a name of their own, in order."""
    found: list[Named] = []
    floor = 0
    if _COMPOUND_SIGNS.isdisjoint(signs_of(text)):
        return found
    for match in _COMPOUND.finditer(text):
        if match.start() < floor:
            continue
        start = _back(text, match.start(), _LONGEST_COMPOUND, floor)
        name = text[start : match.start()]
        village = match[0].endswith("村") and match[0] != "新村"
        if (
            not name
            or name in _DEIXIS
            or (village and name[-1] in _NO_VILLAGE)
            or (len(name) == 1 and (not village or name in _NO_VILLAGE))
        ):
            continue
        number = _VILLAGE_NUMBER.match(text, match.end()) if village else None
        found.append(Named(start, match.end(), number.span(1) if number is not None else None))
        floor = match.end()
    return found


def _back(text: str, at: int, longest: int, floor: int) -> int:
    start = at
    while (
        start > floor
        and at - start < longest
        and text[start - 1] not in _STOP
        and not (text[start - 1].isascii() and not text[start - 1].isalnum())
    ):
        if text[start - 1].isdigit():
            break
        start -= 1
    name = text[start:at]
    cut = max((name.rfind(word) + len(word) for word in _STARTERS if word in name[:-1]), default=0)
    return start + cut


def _is_house(text: str, number: re.Match[str]) -> bool:
    word = number[1]
    after = text[number.end() : number.end() + 1]
    return word.endswith(("号", "弄")) or after in {"", ",", "。", " ", "门"}
