"""Names of roads and of residential compounds in running text, found from their last word backwards. Pure.

What counts. A road has a name of its own (丰收路); what it is made of or leads to is none (水泥路, 门口路), and 老街 is one only with a
house number. A compound is an estate, a block of flats, the housing of a works or a village, with its phase (翡翠湾一期); of bare
places without 村 only one that households or old buildings are named after (坞岭那户, 坞岭老台门), else they are landmarks.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsing.names import PLACES, is_sign, name_start
from parsing.signs import signs_of

_ROAD = re.compile(r"[路街巷弄道同]")
_HIGHWAY = re.compile(r"(?<![a-z\d])[gsx]?\d{2,3}[国省县]道$")
_NO_ROAD_BEHIND = re.compile(
    r"灯|线(?!路)|面|店(?![面铺])|支行|障|边摊|况|径|程|政|基|费|人(?!家)|过|由|标|道|口|桩|牌|上?的?时候|怒|数|霸|拍|舞|访|坊|坎|景|滑|窄|烂|子"
)
_NO_ROAD = frozenset(
    "马清公道走铁线水出半后小大山土电思套网一让修挖堵拦带迷问引铺挡占逛上步老新旧村泥断盲赶跑同顺正当各条认十本多少这那三两主辅支岔便近远绝末财来去门通消街里商美食行背夜黑临烂环侧光几血土截"
)
_NO_ROAD_END = re.compile(
    rf"(?:{'|'.join(PLACES['names']['no_road'].split())}|(?<!跑|驻)马|村[大小]|(?<!铁)公|(?<![经纬横纵])一)$"
)
"""What no road is named: what it is made of, what is done to it, and where it runs."""
_LANES = frozenset("巷弄")
_NO_LANE_END = re.compile(r"(?:[口边前后下旁里内外上头该此窄深暗条小老]|自己|怎么|重新|帮忙|回家|[上下]班|[上放]学)$")
"""A lane may be named after what it is made of or what was done there (石板巷, 打铁巷)."""
_ALONG = re.compile(r"沿[河江湖海溪][路街]")
"""A road that is named after what it runs along."""
_LANE, _IN_LANE, _AT_LANE = "弄", frozenset("0123456789那里口尽围边两"), frozenset("在到住是从至与和跟、条")
"""A lane; as often somebody is busy (重新弄, 弄上来), so it needs what stands in or before a lane, or a text that begins with its name."""
_LANE_FIRST = re.compile(
    r"[一-鿿]{2,3}(?<![新己法么家们人我你他她它是要会能再又都没不得来去后先天晚早上下里快帮想让给叫把被刚正在怎])"
    r"弄(?![好坏完成得了不上下出走掉错脏断破丢个点伤死干湿乱来去清到过一啊吧吗])"
)
_ESTATES = frozenset(PLACES["names"]["estates"].split())
_LAST = re.compile(r"[区园苑村城寓馆庭府都邸居庄墅院楼舍湾郡轩里厦]")
_LONG_ESTATE = re.compile(r"家属[院楼]$|(?<=[一-鿿][厂局校院矿司])(?:职工|家属|教工)?宿舍$|自然村$")
_SHORT_ESTATE = re.compile(
    r"(?<=[一-鿿][一-鿿])(?:苑(?!里)|邸|[湾城府郡庭轩园](?=\d|[一二三四五六七八九十]+(?:[幢栋期座]|号楼)))|(?<![家那这屋楼群哪村院区])里(?=\d{1,3}-\d)|(?:(?<=[ ,。][一-鿿]{2})|(?<=[ ,。][一-鿿]{3}))[湾府郡庭轩里](?=$)|(?<=[一-鿿])村(?!民|里|口|委|干部|部|头|医|支|长|规|道|路|庄|子|[东西南北][路街]|主任|书记|广播|合作社)"
)
_TOWER = re.compile(r"电梯|[\d一二三四五六七八九十]{1,2}[楼层幢栋座]")
_FLOWERS = frozenset("桂梅荷杏桃兰菊樱梨茶榴棉竹")
"""桂花苑 is named after its flowers."""
_PHASE = re.compile(r"[一二三四五六七八九十\d]{1,2}期|[东西南北a-d]区(?!别|域)")
_CLANS = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛段雷侯龙史陶黎贺顾毛郝龚邵万钱严戴孔汤"
"""A village with a name of one sign is named after those who live there."""
_BARE_BEHIND = re.compile(r"那户|人家|埂子|老(?:台门|粮站|祠堂|屋|房子|宅|学校|礼堂|庙|街)")
_BARE = re.compile(rf"[一-鿿]{{1,2}}[头脚岙畈塘埠坞岭坑溪垟墩湾桥坪浦浜圩]|[上下前后][{_CLANS}]")
_NO_BARE = re.compile(
    r".{0,2}[前后里外上下桥村山墙床路街巷河田地码老木心]头|.?[山墙床桥塘]脚|.?[大小石木过]桥|.?[鱼池水]塘"
)
_DEIXIS = frozenset(PLACES["names"]["no_estate"].split())
_QUARTERS = frozenset("东西南北")
_SORTS = tuple(PLACES["names"]["sorts"].split())
_NO_ESTATE = frozenset("老旧各每一某个")
_NO_VILLAGE = frozenset("外农全本我满邻乡同山个新这那隔壁进出回整老小各城中村们在到住")
_PAUSES = frozenset(" ,。!?;:、\n")
_HIGHWAYS = frozenset("国省县")
_PAIRED = {"道": "大", "同": "胡"}
_BEFORE_LAST = frozenset("属宿然")
_LONG_SIGNS, _SHORT_SIGNS = frozenset("院楼舍村"), frozenset("苑邸湾城府郡庭轩园里村")
_OLD = frozenset("户老家埂")
_LONGEST_ROAD = 4
_LONG_NAME = 3
_LONGEST_VILLAGE = 4
_LONGEST_COMPOUND = 6
_NUMBER = re.compile(
    r"\s?(\d{1,5}(?:-\d{1,4})?(?:号(?!线|楼(?![上下]))|弄)?(?:(?:至|到|-|~)\d{1,5}号)?(?:-\d{1,4}号?)?)"
)
_VILLAGE_NUMBER = re.compile(r"\s?(\d{1,5}(?:-\d{1,4})?号(?!楼|院))")
_DENIED = re.compile(r"(?:不是|不在|而非|写成|说成|看成|打成|听成|当成)(?:在|了)?$")


class Named(NamedTuple):
    """A name at [start, end), and where its house number stands."""

    start: int
    end: int
    number: tuple[int, int] | None = None


def find_roads(text: str) -> list[Named]:
    """Roads, streets, lanes with a name of their own, in order."""
    found: list[Named] = []
    floor = 0
    for match in _ROAD.finditer(text):
        at, end = match.span()
        word = _road_word(text, at, floor)
        if word is None:
            continue
        start = word
        if text[start].isascii():
            numbered = True
        else:
            numbered = False
            start = name_start(text, word, longest=_LONGEST_ROAD, floor=floor)
            start += text.startswith("对", start) and word - start >= _LONG_NAME
            start -= _ALONG.match(text, max(0, start - 1)) is not None
        number = _NUMBER.match(text, end)
        span = number.span(1) if number is not None and _is_house(text, number) else None
        if numbered or (span is not None and text[start:word] == "老") or _is_road(text, start, word, end):
            found.append(Named(start, end, span))
            floor = end
    return _told(text, found) if found else found


def _road_word(text: str, at: int, floor: int) -> int | None:
    """Where the word for a road that ends with the sign at `at` begins (or a highway with its number); None where it is none."""
    sign, before = text[at], text[at - 1 : at]
    if sign == "道" and before in _HIGHWAYS:
        numbered = _HIGHWAY.search(text, max(0, at - 5), at + 1)
        return None if numbered is None or numbered.start() < floor else numbered.start()
    if sign in _PAIRED:
        if before not in _PAIRED[sign]:
            return None
        at -= 1
        behind = at + 2
    else:
        behind = at + 1
        at -= sign == "街" and before == "大"
    if at < floor or (text.startswith("堂", behind) if sign == _LANE else _NO_ROAD_BEHIND.match(text, behind)):
        return None
    return at


def _is_road(text: str, start: int, word: int, end: int) -> bool:
    name = text[start:word]
    no_end = _NO_LANE_END if text[word] in _LANES and len(name) > 1 else _NO_ROAD_END
    if not name or (len(name) == 1 and name in _NO_ROAD) or no_end.search(name):
        return False
    if text[word] == _LANE:
        if start == 0 or text[start - 1] in _PAUSES:
            return text[end : end + 1] in _IN_LANE or _LANE_FIRST.match(text, start) is not None
        return len(name) > 1 and (text[end : end + 1] in _IN_LANE or text[start - 1] in _AT_LANE)
    return True


def find_compounds(text: str) -> list[Named]:
    """Residential compounds and villages with a name of their own, in order."""
    found = [] if _OLD.isdisjoint(signs_of(text)) else list(_bare_villages(text))
    floor = 0
    for match in _LAST.finditer(text):
        end = match.end()
        word = _estate_word(text, match.start())
        if word is None or word < floor:
            continue
        title = text[word:end]
        village = title.endswith("村") and title != "新村"
        start = name_start(text, word, longest=_LONGEST_VILLAGE if village else _LONGEST_COMPOUND, floor=floor)
        if not _is_estate(text[start:word], title, text[end : end + 1], village=village):
            continue
        number = _VILLAGE_NUMBER.match(text, end) if village else None
        phase = _PHASE.match(text, end)
        end = end if phase is None else phase.end()
        found.append(Named(start, end, number.span(1) if number is not None else None))
        floor = end
    return _told(text, found) if found else found


def _bare_villages(text: str) -> Iterator[Named]:
    """Villages that are told by their bare names: 坞岭那户."""
    for match in _BARE_BEHIND.finditer(text):
        start = end = match.start()
        while start > 0 and end - start <= _LONG_NAME and is_sign(text[start - 1]):
            start -= 1
        if _BARE.fullmatch(text, start, end) and not _NO_BARE.fullmatch(text, start, end):
            yield Named(start, end)


def _estate_word(text: str, at: int) -> int | None:
    """Where the word for a compound begins that ends with the sign at `at`."""
    if text[at - 1 : at + 1] in _ESTATES:
        return at - 1
    sign = text[at]
    if sign in _LONG_SIGNS and text[at - 1 : at] in _BEFORE_LAST:
        long = _LONG_ESTATE.search(text, max(0, at - 3), at + 1)
        if long is not None:
            return long.start()
    if sign == "厦":
        return at - 1 if text[at - 1 : at] == "大" and _TOWER.match(text, at + 1) else None
    return at if sign in _SHORT_SIGNS and _SHORT_ESTATE.match(text, at) else None


def _is_estate(name: str, title: str, behind: str, *, village: bool) -> bool:
    """True where a compound or a village has a name of its own."""
    if not name or name in _DEIXIS or name[-1] in _NO_ESTATE or name.endswith(_SORTS):
        return False
    if village and (name[-1] in _NO_VILLAGE or name[0] == "村"):
        return False
    if len(name) > 1:
        return True
    return behind not in _QUARTERS and (name in _CLANS if village else title[0] == "花" and name in _FLOWERS)


def _told(text: str, found: list[Named]) -> list[Named]:
    """Without those that somebody takes back (`不是丰收街`), where others are left."""
    kept = [named for named in found if not _DENIED.search(text, max(0, named.start - 4), named.start)]
    return kept or found


def _is_house(text: str, number: re.Match[str]) -> bool:
    word = number[1]
    after = text[number.end() : number.end() + 1]
    return word.endswith(("号", "弄")) or after in {"", ",", "。", " ", "门"}
