"""Names of roads in running text, found from their last word backwards. Pure.

What counts. A road has a name of its own (丰收路, 工人西路, 创新一路); what it is made of or leads to is none (水泥路, 门口路), and 老街 or
桥头路 is one only with a house number. What somebody takes back is none where another is left, and 工人路路口 is a landmark.
"""

import re
from typing import NamedTuple

from parsing.names import PLACES, is_sign, name_start

_ROAD = re.compile(r"[路街巷弄道同]")
_HIGHWAY = re.compile(r"(?<![a-z\d])[gsx]?\d{2,3}[国省县]道$")
_NO_ROAD_BEHIND = re.compile(
    r"灯|路口|线(?!路)|面(?![馆店粉食点包])|店(?![面铺])|支行|障|边摊|况|径|程|政|基|费|人(?![家民行])|过(?!街)|由|标|道|口(?!子)|桩|牌(?!坊)|上?的?时候|怒|数|霸|拍|舞|访|坊|坎|景|滑|窄|烂|子"
)
_NO_ROAD = frozenset(
    "扫破领买挪坐错倒满马清公道走铁线水出半后小大山土电思套网一让修挖堵拦带迷问引铺挡占逛上步老新旧村泥断盲赶跑同顺正当各条认十本多少这那三两主辅支岔便近远绝末财来去门通消街里商美食行背夜黑临烂环侧光几血土截动"
)
_NO_ROAD_END = re.compile(
    rf"(?:{'|'.join(PLACES['names']['no_road'].split())}|(?<![跑驻五万])马|村[大小老]|(?<!铁)公|(?<!埠)头|(?<![隧铁])道|(?<![经纬横纵五文八三东])一|(?<![站府县寺学庙镇司殿仓])前|(?<![塘])下|(?<!万)里|(?<![邮机])电)$"
)
"""What no road is named: what it is made of, what is done to it, and where it runs."""
_LANES = frozenset("巷弄")
_NO_LANE_END = re.compile(
    r"(?:[口边后下旁里内外上头该此窄深暗条小老]|(?<![站府县寺学庙镇司殿仓])前|自己|怎么|重新|帮忙|回家|[上下]班|[上放]学)$"
)
"""A lane may be named after what it is made of or what was done there (石板巷, 打铁巷)."""
_AT_FRONT = r"(?:(?<![一-鿿])|(?<=[在从到住和跟是说晚])|(?<=[早晚]上)|(?<=[上下]午)|(?<=[昨今]天))"
_FRONT = re.compile(
    rf"沿(?=[河江湖海溪山塘][东南西北中]?[路街大])|{_AT_FRONT}[进回过得至有改靠送](?![村城山校镇门户水家厂地])(?=[一-鿿][东南西北中]?[路街巷大])"
)
"""Signs that else stand in no name, where a road begins with them: 沿江东路, 进贤路, 得胜巷."""
_FRONT_SIGNS = frozenset("沿进回过得至有改靠送")
OWN_ENDS = frozenset({"前进", "跃进", "先进", "奋进", "永进", "钟楼", "鼓楼", "城楼"})
"""Whole names of roads and estates whose last sign stands in no other name."""
_QUARTER_ROAD = re.compile(r"[东南西北中][路街](?![口灯边面])")
"""A road that is named after another one: 横街东路."""
_LANE, _IN_LANE, _AT_LANE = "弄", frozenset("0123456789那这里尽围边两停"), frozenset("在到住是从至与和跟、条走进过")
"""A lane; as often somebody is busy (重新弄, 弄上来), so it needs what stands in or before a lane, or a text that begins with its name."""
_LANE_FIRST = re.compile(
    r"[一-鿿]{2,3}(?<![新己法么家们人我你他她它是要会能再又都没不得来去后先天晚早上下里快帮想让给叫把被刚正在怎])"
    r"弄(?![口好坏完成得了不上下出走掉错脏断破丢个点伤死干湿乱来去清到过一啊吧吗])"
)
_LISTED_LANE = re.compile(r"[、和与][一-鿿]{1,4}[弄巷路街](?![灯口边])")
"""A lane is told together with another one: 稻香弄、石榴巷."""
CLANS = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛段雷侯龙史陶黎贺顾毛郝龚邵万钱严戴孔汤洪俞倪祝骆裘虞葛"
"""A village with a name of one sign is named after those who live there."""
_ROAD_QUARTERS = frozenset("东西南北中")
_PAUSES = frozenset(" ,。!?;:、\n")
_HIGHWAYS = frozenset("国省县")
_PAIRED = {"道": "大", "同": "胡"}
_LONGEST_ROAD = 4
_LONG_NAME = 3
_NUMBER = re.compile(
    r"\s?(\d{1,5}(?:-\d{1,4})?(?:号(?!线|楼(?![上下]))|弄(?:\d{1,4}号)?)?(?:(?:至|到|-|~)\d{1,5}号)?(?:-\d{1,4}号?)?)"
)
_DENIED = re.compile(r"(?:不是|不在|而非|写成|说成|看成|打成|听成|当成)(?:在|了)?$")


_SPREADS = frozenset("撒滴淌掉漏洒走跑哭骂追跟拖打流喊叫响堵臭黑问")
_NUMBERED = frozenset("0123456789我那这门停口和与跟东西南北")
"""What stands behind the first of several roads of a name; 一路 is as often all the way."""
_PAIR = 2
_ROADSIDE = frozenset("边中旁上断塌坏")
_MOUTH = re.compile(r"[渡河江溪湖塘埠海港浦岭坝]口$")
"""A town has roads that are named after its ferry or its river's mouth: 渡口街."""
_STREETS = frozenset("老新前后上下正大")
_SPOKEN = frozenset({"门口", "路口", "自己", "怎么", "重新", "帮忙", "人行", "机耕"})
_NO_STREET = frozenset("一条该此马公铁")


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
            start = _road_start(text, word, floor)
            end += 2 if _QUARTER_ROAD.match(text, end) is not None else 0
        span = house_number(text, end)
        if (
            numbered
            or (span is not None and _is_housed(text[start:word]))
            or _is_numbered(text, start, text[start:word], end)
            or _is_road(text, start, word, end)
        ):
            found.append(Named(start, end, span))
            floor = end
    return without_denied(text, found)


def house_number(text: str, end: int) -> tuple[int, int] | None:
    """[start, end) of the house number behind a road that ends at `end`."""
    number = _NUMBER.match(text, end)
    return number.span(1) if number is not None and _is_house(text, number) else None


def _road_start(text: str, word: int, floor: int) -> int:
    """Where the name before a road's word begins: 谭家岭西路 and 工人东路 too."""
    by_quarter = word - 1 if text[word - 1 : word] in _ROAD_QUARTERS and word - 1 > floor else word
    start = name_start(text, by_quarter, longest=_LONGEST_ROAD, floor=floor)
    start += text.startswith("对", start) and word - start >= _LONG_NAME
    if start == by_quarter and (text[start - 2 : start] in OWN_ENDS or _is_clans(text[start - 2 : start])):
        return max(start - 2, floor)
    if text[start - 1 : start] in _FRONT_SIGNS:
        start -= start > floor and _FRONT.match(text, start - 1) is not None
    return start


def _is_clans(name: str) -> bool:
    """True for what a lane is named after that belongs to a family: 郑家."""
    return name[1:] == "家" and name[0] in CLANS


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
        if sign == _LANE and before.isdecimal():
            return None
        at -= sign == "街" and before == "大"
    if at < floor or (text.startswith(("堂", "口"), behind) if sign == _LANE else _NO_ROAD_BEHIND.match(text, behind)):
        return None
    return at


def _is_numbered(text: str, start: int, name: str, end: int) -> bool:
    """True where one of several roads of a name is told: 创新一路; but not 泥浆滴了一路."""
    before = text[start - 1 : start]
    return (
        name[-1:] == "一"
        and len(name) > _PAIR
        and name[-2] not in _SPREADS
        and (not is_sign(before) or before in _AT_LANE)
        and text[end : end + 1] in _NUMBERED
    )


def _is_housed(name: str) -> bool:
    """True where a house number behind it makes a road of what is else only said of one: 老街12号, 桥头路3号."""
    return name in _STREETS if len(name) == 1 else name != "" and name not in _SPOKEN and name[-1:] not in _NO_STREET


def _is_road(text: str, start: int, word: int, end: int) -> bool:
    name = text[start:word]
    no_end = _NO_LANE_END if text[word] in _LANES and len(name) > 1 else _NO_ROAD_END
    if not name or (len(name) == 1 and name in _NO_ROAD):
        return False
    if no_end.search(name) and not (_MOUTH.search(name) and text[end : end + 1] not in _ROADSIDE):
        return False
    if name[-1] == "村" and text[end : end + 1] in _ROADSIDE:
        return False
    if text[word] == _LANE and not (name[-1] == "家" and name[-2:-1] in CLANS):
        if len(name) > 1 and _LISTED_LANE.match(text, end) is not None:
            return True
        if start == 0 or text[start - 1] in _PAUSES:
            return text[end : end + 1] in _IN_LANE or _LANE_FIRST.match(text, start) is not None
        return len(name) > 1 and (text[end : end + 1] in _IN_LANE or text[start - 1] in _AT_LANE)
    return True


def without_denied(text: str, found: list[Named]) -> list[Named]:
    """Without those that somebody takes back (`不是丰收街`), where others are left."""
    if not found:
        return found
    kept = [named for named in found if not _DENIED.search(text, max(0, named.start - 4), named.start)]
    return kept or found


def _is_house(text: str, number: re.Match[str]) -> bool:
    word = number[1]
    after = text[number.end() : number.end() + 1]
    return word.endswith(("号", "弄")) or after in {"", ",", "。", " ", "门"}
