"""Landmarks: gates, shops, bridges, corners and other spots people name instead of an address. Pure.

What counts. A landmark is the spot of what is told, in the words of the one who tells it, beside what road, number, compound, building,
unit, floor and room say already: `6幢1单元楼下` gives 楼下, `丰收路那家面店` 面店, `枫林小区东门口` 东门口; but whose it is or what it
lies at stays with it where nothing else names that: 我们楼对面那个茶馆, 小区北门, 坞岭那边山上.

- It runs from its name to its last side: 面店门口, 旱桥底下, 桥头剃头店, 南山脚那排房子背后. 里 and 上 belong to it only where the word
  alone is no place (田里, 山上, 院子里; but 花坛上 is 花坛), and 那里 never.
- A side alone is one right behind a door (12幢后面, 5幢东边). A stretch of road is one (小区东门到菜场那段路).
- A whole house or compound that is struck is one (我们这栋楼, 整个小区), unless its number is told.
- None are: rooms of a home, doors of a flat that is numbered, furniture that is broken, offices that speak or are asked, where somebody
  was sent or went, places that a notice lists.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsing.names import HARD, is_sign, name_start
from parsing.spots import (
    BEGINS,
    DOOR,
    ENDS,
    HEAD,
    IN,
    LEAD,
    OF,
    PART,
    PIECE,
    ROOM,
    ROUTE,
    SIDES,
    STAKE,
    TRADE,
    WHOLE,
    WORDS,
)

Span = tuple[int, int]
_NAME = 4
_STEPS = 3
_WINDOW = 14
_SHORT = 2
_HOUSE = 3
"""Signs of a house that is called by its people: 老李家."""
_LEADS = frozenset("们咱家拉我这那区楼村里元厂司店寓舍的面边门头个栋座条片间块壁下上")
"""What every lead ends with."""
_CLOSED = (HARD - frozenset("的那这") - frozenset(BEGINS)) | frozenset(" ,。!?;:、")
"""What no spot goes on with."""
_THAT = frozenset("那这的")
_KINDS = frozenset("老小大旧新破后前侧")
_NO_LEAD = frozenset("楼村厂店里的")
_NEEDS_NAME = frozenset({"far", "ends"})
_NO_ENDS = tuple(WORDS["no_ends"])
_SIDEWAYS = frozenset("上下里外边面头后前")
_NO_NAME = frozenset("一两几黑满本墙")
_NAMED_GROUND = re.compile(r"[河塘溪江渠沟潭湖池堤坝坡桥树]")
_NEEDS_IN = re.compile(
    r"(?:[地田屋坡墙墩沟]|院子|林子|[池水鱼]塘|工地|车间|草窠|[草树]丛|灌木丛|巷子|弄堂|隧道|涵洞|桥洞|大棚|[竹树]林|[果茶菜]园|菜地|[石长]凳|长椅|[台石]阶|后山|栏杆|池子)$"
)
"""What is no place by itself, or another one inside or on top: 里 and 上 belong to it."""
_SOMEBODY = re.compile(r"(?:[公婆伯爷奶妈爸叔姨嫂哥姐弟妹孩子人们家户]|师傅|老板|对门|隔壁)$")
_OWN_DOOR = frozenset({"门口", "大门口", "楼梯", "出口", "入口"})
"""Of a flat whose number is told these are its own; and one comes and goes by them."""
_MOVES = frozenset("进出上下坐修开关锁敲砸堵装换回走爬家")
_SENT = re.compile(r"(?:[送住报被找问叫请让转跟向给读开归等打]|考上|这边的)[去到往进了在]?$")
_SPEAKS = re.compile(
    r"(?:都|也|又|那边)?(?:说|讲|叫|通知|答应|回复|不肯|不管|一口|开的|开了|给[我他她开]|让|的话|提醒|告知|要求|退下|退休|上班|打工|要[关倒])"
)
_SOURCE = re.compile(r"出来的|来的")
_AIMS = frozenset("去到往回来")
_ORDER = re.compile(r"(?:加强|巡查|排查|检查|不要|请勿|禁止|严禁|新闻说|视频里)[^,。!?;]{0,8}$")
_LISTED = re.compile(r"[^,。 ]{0,8}(?:巡查|排查|检查|秸秆不)")
_BOTH = re.compile(r"楼上楼下|楼下[一-鿿]{1,3}楼上|门窗")
_FELL = re.compile(r"[掉跳流倒排扔漂进入][到进在入]?$")
_SEEN = frozenset({"看到", "见到", "遇到", "碰到", "闻到", "听到", "收到", "捡到"})
_TRIM = re.compile(r"(?:[那这](?:[个家栋座条片间块])?|一[个家]|的|就是)(?=..)")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A spot at [start, end), and whether somebody only went there."""

    start: int
    end: int
    is_aim: bool = False


def find_landmark(text: str, covered: list[Span], doors: list[int], told: frozenset[str]) -> Span | None:
    """[start, end) of the spot that is named outside the `covered` spans.

    `doors` are where the buildings, numbers and compounds end, `told` the parts of the place that are known.
    """
    stake = STAKE.search(text) if "+" in text else None
    if stake is not None:
        return stake.span()
    route = _route(text) if "段" in text or "条路" in text else None
    if route is not None:
        return route
    whole = _whole(text, told)
    spots = [*_at_doors(text, doors, told)]
    for spot in _by_name(text, covered, told):
        spots.append(spot)
        if not spot.is_aim:
            break
    if not spots:
        return whole
    first = min(spots, key=lambda spot: (spot.is_aim, spot.start))
    return whole if whole is not None and whole[0] <= first.start else (first.start, first.end)


def _whole(text: str, told: frozenset[str]) -> Span | None:
    if told & {"building", "unit", "room"} or not ("整" in text or "全" in text or "这" in text):
        return None
    whole = WHOLE.search(text)
    return None if whole is None else whole.span()


def _route(text: str) -> Span | None:
    """A stretch of road that is told by where it leads."""
    for match in ROUTE.finditer(text):
        if match["aim"] is not None:
            return match.span()
        start = name_start(text, match.end("from"), longest=5, short=0)
        start -= 2 if text.startswith("小区", max(0, start - 2)) else 0
        if start < match.end("from") and _CLOSED.isdisjoint(match["end"]):
            return start, match.end()
    return None


def _at_doors(text: str, doors: list[int], told: frozenset[str]) -> Iterator[_Spot]:
    """Sides right behind a door, and the rooms of a home whose number is not told."""
    for door in doors:
        at = door + (text[door : door + 1] in {"的", " "})
        match = DOOR.match(text, at) or (ROOM.match(text, at) if "room" not in told else None)
        if match is not None and not ("room" in told and match[0] in _OWN_DOOR):
            yield _Spot(at, _extend(text, match.end()))


def _by_name(text: str, covered: list[Span], told: frozenset[str]) -> Iterator[_Spot]:
    """Every spot that has a word of its own."""
    at = behind = 0
    while (match := HEAD.search(text, at)) is not None:
        over = max((end for start, end in covered if start < match.end() and match.start() < end), default=0)
        at = over or match.end()
        edge = max([behind, *(end for _, end in covered if end <= match.start())])
        name = None if over else _name(text, match, edge)
        if name is None:
            continue
        at = behind = _extend(text, match.end())
        bare = at == match.end()
        if not _is_none(text, name, match, bare=bare, told=told):
            start = _lead(text, name, edge)
            yield _Spot(start, at, bare and _is_aim(text[:start]))


def _is_aim(before: str) -> bool:
    """True where what follows is only where somebody goes."""
    return before[-1:] in _AIMS and before[-2:] not in _SEEN


def _name(text: str, match: re.Match[str], edge: int) -> int | None:
    """Where the name before a spot's word begins, the word itself where it has none; None where it needs one."""
    at, word, sort = match.start(), match[0], match.lastgroup
    if sort == "part" or (sort == "ground" and not _NAMED_GROUND.match(word)):
        return at
    needed = sort in _NEEDS_NAME
    start = name_start(text, at, longest=_NAME, floor=edge, short=_SHORT if needed else 0)
    if start < at and text[start:at] in (_NO_NAME if needed else _SIDEWAYS):
        return None if needed else at
    if start < at and not needed and _SOMEBODY.search(text, start, at):
        house = text[at - 1] == "家" and at - start >= _HOUSE
        return start if house else None if word in _OWN_DOOR else at
    if needed and (start == at or text[start : match.end()].endswith(_NO_ENDS)):
        return None
    return start


def _lead(text: str, start: int, edge: int) -> int:
    """Where the words begin that say whose a spot is, or what it lies at, before its name."""
    if text[start - 1 : start] not in _LEADS:
        return start
    lead = LEAD.search(text, max(edge, start - _WINDOW), start)
    if lead is None or not lead[0] or lead[0] in _NO_LEAD:
        return start
    start = lead.start()
    if not lead["whose"] and lead["side"]:
        start = name_start(text, start, longest=_NAME, floor=edge, short=0)
    trim = _TRIM.match(text, start)
    return start if trim is None else trim.end()


def _extend(text: str, end: int) -> int:
    """Where the words of a spot end: its sides, the parts of it that are named, and the spot in it or beside it."""
    for _ in range(_STEPS):
        before = end
        for pattern in (SIDES, TRADE, PART) if text[end : end + 1] in _THAT else (SIDES,):
            match = pattern.match(text, end)
            end = end if match is None else match.end()
        if text[end : end + 1] not in _CLOSED:
            end = _next(text, end)
        inside = IN.match(text, end) if _NEEDS_IN.search(text, max(0, end - 4), end) else None
        end = end if inside is None else inside.end()
        if end == before:
            break
    return end


def _next(text: str, end: int) -> int:
    """Where a spot ends that is said of the one before it: 东门花坛, 桥头剃头店, 小区西边长廊."""
    of = OF.match(text, end)
    start = end if of is None else of.end()
    for at in (start, start + 1) if text[start : start + 1] in _KINDS else (start,):
        match = PIECE.match(text, at) if of is None or of[0] != "的" else None
        match = match or HEAD.match(text, at)
        if match is not None and (match.lastgroup not in _NEEDS_NAME or match[0] == "站"):
            return match.end()
    for at in range(start + 1, start + _NAME):
        if text[at - 1 : at] in HARD or not is_sign(text[at - 1 : at]):
            break
        match = ENDS.match(text, at)
        if match is not None:
            return match.end()
    return end


def _is_none(text: str, start: int, match: re.Match[str], *, bare: bool, told: frozenset[str]) -> bool:
    """True where the word of a spot is said, but no spot is meant."""
    at, end = match.span()
    word, before = match[0], text[max(0, start - 10) : start]
    if word in _OWN_DOOR and start == at and ("room" in told or before[-1:] in _MOVES):
        return True
    if bare and (_is_somebody(text, match, before) or (word == "医院" and start == at)):
        return True
    if start == at and (
        _ORDER.search(before) or _LISTED.match(text, end) or (match["ground"] and _FELL.search(before))
    ):
        return True
    return _BOTH.search(text, max(0, at - 2), end + 6) is not None


def _is_somebody(text: str, match: re.Match[str], before: str) -> bool:
    """True where an office or a shop is sent for, asked or heard, or something came out of it."""
    if _SOURCE.match(text, match.end()):
        return True
    if match[0] not in WORDS["people"] and match.lastgroup != "ends":
        return False
    return bool(_SENT.search(before) or _is_aim(before) or _SPEAKS.match(text, match.end()))
