"""Names of roads and of residential compounds in running text, found from their last word backwards. Pure.

What counts. A road has a name of its own (丰收路); what it is made of or leads to is none (水泥路, 门口路), and 老街 is one only with a
house number. A compound is an estate, a block of flats, the housing of a works or a village, with its phase (翡翠湾一期); of bare
places without 村 only one that households or old buildings are named after (坞岭那户, 坞岭老台门), else they are landmarks.
"""

import re
from dataclasses import dataclass

from parsing.names import PLACES, is_sign, name_start
from parsing.signs import signs_of

_ROAD = re.compile(
    r"(?<![a-z\d])[gsx]?\d{2,3}(?:国道|省道|县道)|(?:大道|大街|路|街|巷|胡同)(?!灯|线(?!路)|面|店(?![面铺门])|支行|障|边摊|况|径|程|政|基|费|人|过|由|标|道|口|桩|牌|上?的?时候|怒|数|霸|拍|舞|访|坊|坎|景|滑|窄|烂|子)|弄(?!堂)"
)
_NO_ROAD = frozenset(
    "马公道走铁线水出半后小大山土电思套网一让修挖堵拦带迷问引铺挡占逛上步老新旧村泥断盲赶跑同顺正当各条认十本多少这那三两主辅支岔便近远绝末财来去门通消街里商美食行背夜黑临烂环侧光几血土截"
)
_NO_ROAD_END = re.compile(
    rf"(?:{'|'.join(PLACES['names']['no_road'].split())}|(?<!跑|驻)马|村[大小]|(?<!铁)公|(?<![经纬横纵])一)$"
)
"""What no road is named: what it is made of, what is done to it, and where it runs."""
_ALONG = re.compile(r"沿[河江湖海溪][路街]")
"""A road that is named after what it runs along."""
_LANE, _IN_LANE, _AT_LANE = "弄", frozenset("0123456789那里口尽围边两"), frozenset("在到住是从至与、")
"""A lane; as often somebody is busy (重新弄, 弄上来), so it needs what stands in or before a lane."""
_COMPOUND = re.compile(
    r"小区|花园|花苑|[嘉佳雅景锦]园|家园|新村|新城|公寓|公馆|[华豪雅名]庭|[华名]府|名[都邸居]|[新雅]居|山庄|庄园|别墅|大院|家属[院楼]|"
    r"(?<=[一-鿿][厂局校院矿司])(?:职工|家属|教工)?宿舍|"
    r"(?<=[一-鿿][一-鿿])(?:苑(?!里)|邸|[湾城府郡庭轩园](?=\d|[一二三四五六七八九十]+(?:[幢栋期座]|号楼)))|(?<![家那这屋楼群哪村院区])里(?=\d{1,3}-\d)|(?:(?<=[ ,。][一-鿿]{2})|(?<=[ ,。][一-鿿]{3}))[湾府郡庭轩里](?=$)|(?<=[一-鿿])(?:自然村|村(?!民|里|口|委|干部|部|头|医|支|长|规|道|路|庄|子|[东西南北][路街]|主任|书记|广播|合作社))"
)
_PHASE = re.compile(r"[一二三四五六七八九十\d]{1,2}期|[东西南北a-d]区(?!别|域)")
_CLANS = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛段雷侯龙史陶黎贺顾毛郝龚邵万钱严戴孔汤"
"""A village with a name of one sign is named after those who live there."""
_BARE = re.compile(
    rf"(?:[一-鿿]{{1,2}}[头脚岙畈塘埠坞岭坑溪垟墩湾桥坪浦浜圩]|[上下前后][{_CLANS}])(?=那户|人家|埂子|老(?:台门|粮站|祠堂|屋|房子|宅|学校|礼堂|庙|街))"
)
_NO_BARE = re.compile(
    r".{0,2}[前后里外上下桥村山墙床路街巷河田地码老木心]头|.?[山墙床桥塘]脚|.?[大小石木过]桥|.?[鱼池水]塘"
)
_DEIXIS = frozenset(PLACES["names"]["no_estate"].split())
_QUARTERS = frozenset("东西南北")
_SORTS = tuple(PLACES["names"]["sorts"].split())
_NO_ESTATE = frozenset("老旧各每一某个")
_NO_VILLAGE = frozenset("农全本我满邻乡同山个新这那隔壁进出回整老小各城中村们在到住")
_ROAD_SIGNS = frozenset("路街巷弄道同")
_COMPOUND_SIGNS = frozenset("区园村苑城寓馆庭府都邸居庄墅院湾楼舍郡轩里")
"""Signs one of which the last word of every such name holds."""
_BARE_SIGNS = frozenset("户老家埂")
_LONGEST_ROAD = 4
_LONG_NAME = 3
_LONGEST_VILLAGE = 4
_LONGEST_COMPOUND = 6
_NUMBER = re.compile(
    r"\s?(\d{1,5}(?:-\d{1,4})?(?:号(?!线|楼(?![上下]))|弄)?(?:(?:至|到|-|~)\d{1,5}号)?(?:-\d{1,4}号?)?)"
)
_VILLAGE_NUMBER = re.compile(r"\s?(\d{1,5}(?:-\d{1,4})?号(?!楼|院))")
_DENIED = re.compile(r"(?:不是|不在|而非|写成|说成|看成|打成|听成|当成)(?:在|了)?$")


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
        numbered = match[0][-1] == "道" and match[0][-2] in "国省县"
        start = match.start() if numbered else name_start(text, match.start(), longest=_LONGEST_ROAD, floor=floor)
        start += text.startswith("对", start) and match.start() - start >= _LONG_NAME
        start -= _ALONG.match(text, max(0, start - 1)) is not None
        number = _NUMBER.match(text, match.end())
        span = number.span(1) if number is not None and _is_house(text, number) else None
        if numbered or (span is not None and text[start : match.start()] == "老") or _is_road(text, start, match):
            found.append(Named(start, match.end(), span))
            floor = match.end()
    return _told(text, found)


def _is_road(text: str, start: int, match: re.Match[str]) -> bool:
    name = text[start : match.start()]
    if not name or (len(name) == 1 and name in _NO_ROAD) or _NO_ROAD_END.search(name):
        return False
    if match[0] == _LANE:
        return len(name) > 1 and (text[match.end() :][:1] in _IN_LANE or text[start - 1 : start] in _AT_LANE)
    return True


def find_compounds(text: str) -> list[Named]:
    """Residential compounds and villages with a name of their own, in order."""
    found: list[Named] = []
    floor = 0
    signs = signs_of(text)
    if not _BARE_SIGNS.isdisjoint(signs):
        found.extend(
            Named(*match.span())
            for match in _BARE.finditer(text)
            if (match.start() == 0 or not is_sign(text[match.start() - 1])) and not _NO_BARE.fullmatch(match[0])
        )
    if _COMPOUND_SIGNS.isdisjoint(signs):
        return found
    for match in _COMPOUND.finditer(text):
        if match.start() < floor:
            continue
        village = match[0].endswith("村") and match[0] != "新村"
        longest = _LONGEST_VILLAGE if village else _LONGEST_COMPOUND
        start = name_start(text, match.start(), longest=longest, floor=floor)
        name = text[start : match.start()]
        if (
            not name
            or name in _DEIXIS
            or name[-1] in _NO_ESTATE
            or name.endswith(_SORTS)
            or (len(name) == 1 and text[match.end() :][:1] in _QUARTERS)
            or (village and (name[-1] in _NO_VILLAGE or name[0] == "村"))
            or (len(name) == 1 and (not village or name not in _CLANS))
        ):
            continue
        number = _VILLAGE_NUMBER.match(text, match.end()) if village else None
        phase = _PHASE.match(text, match.end())
        end = match.end() if phase is None else phase.end()
        found.append(Named(start, end, number.span(1) if number is not None else None))
        floor = end
    return _told(text, found)


def _told(text: str, found: list[Named]) -> list[Named]:
    """Without those that somebody takes back (`不是丰收街`), where others are left."""
    kept = [named for named in found if not _DENIED.search(text, max(0, named.start - 4), named.start)]
    return kept or found


def _is_house(text: str, number: re.Match[str]) -> bool:
    word = number[1]
    after = text[number.end() : number.end() + 1]
    return word.endswith(("号", "弄")) or after in {"", ",", "。", " ", "门"}
