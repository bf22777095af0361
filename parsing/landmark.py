"""Landmarks: gates, shops, bridges, corners and other spots people name instead of an address. Pure.

What counts. A landmark is the spot of what is told, in the words of the one who tells it, beside what road, number, compound, building,
unit, floor and room say already: `6幢1单元楼下` gives 楼下, `丰收路那家面店` 面店, `枫林小区东门口` 东门口; but whose it is or what it
lies at stays with it where nothing else names that: 我们楼对面那个茶馆, 小区北门, 坞岭那边山上.

- It runs from its name to its last side: 面店门口, 旱桥底下, 桥头剃头店, 南山脚那排房子背后. 里 and 上 belong to it only where the word
  alone is no place (田里, 山上, 院子里; but 花坛上 is 花坛); 那里 does behind what is no person (红绿灯那里, but 门卫).
- Whose it is stays only where the words after need it (我们楼对面, but 我们弄堂口 is 弄堂口).
- Where nothing else is told, what is pointed at may be one (拆迁那片, 靠河那一排).
- A side alone is one right behind a door (12幢后面, 5幢东边). A stretch of road is one (小区东门到菜场那段路).
- A whole house or compound that is struck is one (我们这栋楼, 整个小区), unless its number is told.
- A spot that stands alone at the end (… 人民路邮局门口) comes before one that is named in passing; there, behind a pause or behind a
  compound, it may have a bare name (青坞溪, 上梅村岭脚).
- Where a crowd goes to protest it is there (到售楼部坐着), not where what they are angry about is. A side right behind a door, a road or a
  compound comes before a spot that is named without any (烧烤摊有人追打 已经跑到3幢后面).
- A shop or a works may be called by what it makes or sells (做袜子的厂); that it is new belongs to none (新开的), unless it has no other
  name and stands behind another spot (小区对面新开的店).
- The wall on which something hangs is no part of a spot (过道墙上 is 过道), nor is whose home it is (我家大门 is 大门).
- None are: rooms of a home, doors of a flat that is numbered, furniture that is broken, and what unmeant.py and passing.py know.
"""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from parsing.names import name_start
from parsing.passing import is_passing, lives_above
from parsing.signs import signs_of
from parsing.spot_edges import LONGEST_NAME, PAUSES, is_closed, spot_end, spot_lead, spot_name
from parsing.spots import (
    DOOR,
    POINTED,
    ROOM,
    ROUTE,
    STAKE,
    TAIL_ENDS,
    TAIL_ENDS_THERE,
    TRADED,
    WHOLE,
    WORDS,
    Head,
    heads,
)
from parsing.unmeant import OWN_DOOR, is_aim, is_none

Span = tuple[int, int]
_WINDOW = 14
_SHORT, _LONGEST = 2, 8
"""Signs of a bare name of a spot."""
_LAST = re.compile(rf"[{PAUSES}]([^{PAUSES}]{{2,{_WINDOW}}})[{PAUSES}]*$")
"""The last words of a message, behind a pause."""
_DONE = frozenset("一两几要跳搬演差座通")
"""What stands in no bare name of a spot: counts, and what is done."""
_NO_TAIL = tuple(WORDS["no_tail"])
_TAILS = frozenset({"", "里", "上", "里面", "里头", "上面", "内", "那里", "这里"})
"""What may stand behind the spot that ends a message."""
_GO = frozenset("去到")
_PROTEST = re.compile(r"(?:那边|里)?(?:一道|一起|集体)?去?(?:拉横幅|拉横头|[讨要]说法|静坐|坐着(?=$|[ ,。!?要讨不]))")
"""What a crowd does at the spot that it goes to."""
_TRADES = frozenset("做搞修卖")
"""What a shop does that is called by it."""
_ALONG = frozenset({"沿街", "沿江", "沿河", "沿湖", "沿溪"})
_NUMBERED_PARTS = ("building", "unit", "room")


_NEXT_DOOR = ("隔壁", "对面", "对门", "楼上", "楼下", "我们", "他们", "你们", "上面", "下面", "旁边")


class _Spot(NamedTuple):
    """A spot at [start, end), and whether somebody only went there."""

    start: int
    end: int
    is_aim: bool = False


def find_landmark(text: str, covered: list[Span], doors: list[int], told: Container[str]) -> Span | None:
    """[start, end) of the spot that is named outside the `covered` spans.

    `doors` are where the buildings, numbers and compounds end, `told` the parts of the place that are known.
    """
    stake = STAKE.search(text) if "+" in text else None
    if stake is not None:
        return stake.span()
    route = _route(text) if "段" in text or "截" in text or "条路" in text or "条道" in text else None
    if route is not None:
        return route
    words = heads(text)
    gathered = _gathered(text, words, covered, told) if "说法" in text or "坐" in text or "横" in text else None
    if gathered is not None:
        return gathered
    spots = list(_at_doors(text, doors, told)) if doors else []
    for spot in _by_name(text, words, covered, told):
        spots.append(spot)
        if not spot.is_aim:
            break
    tail = _tail(text, spots, words, covered, told)
    if tail is not None:
        return tail
    whole = _whole(text, told)
    traded = _traded(text, covered, spots) if "的" in text and not _TRADES.isdisjoint(signs_of(text)) else None
    if traded is not None:
        spots.append(traded)
    if not spots:
        return whole or (_pointed(text, covered) if "那" in text or "这" in text else None)
    first = min(spots, key=lambda spot: (spot.is_aim, spot.start))
    if first.start not in doors:
        first = next((spot for spot in spots if spot.start in doors and text[spot.start - 1] not in "楼层"), first)
    return whole if whole is not None and whole[0] <= first.start else (first.start, first.end)


def _tail(text: str, spots: list[_Spot], words: list[Head], covered: list[Span], told: Container[str]) -> Span | None:
    """The spot that stands alone at the end, with nothing but its road or compound: it says where, what was told before in passing."""
    last = _LAST.search(text, max(0, len(text) - _WINDOW - _SHORT))
    if last is None or (spots and spots[0].start > last.start(1)):
        return None
    pause, end = last.span(1)
    start = pause
    for begin, stop in sorted(covered):
        if begin <= start:
            start = max(start, stop)
        elif begin < end:
            end = begin
    if start >= end:
        return None
    traded = TRADED.match(text, start) if "的" in text[start:end] else None
    if traded is not None and text[traded.end() : end] in _TAILS:
        return traded.span("shop")
    for spot in _by_name(text, [word for word in words if word[0] >= start], covered, told, start):
        if spot.start != start or text[spot.end : end] in _TAILS:
            return (spot.start, spot.end) if spot.start == start else None
        ends = TAIL_ENDS_THERE
        break
    else:
        ends = TAIL_ENDS_THERE if start > pause else TAIL_ENDS
    bare = end - start >= _SHORT and text[end - 1] in ends and not text.endswith(_NO_TAIL, start, end)
    alone = (
        bare
        and _DONE.isdisjoint(text[start:end])
        and name_start(text, end - 1, longest=_LONGEST, floor=start, short=0, spot=True) == start
    )
    return (start, end) if alone else None


def _whole(text: str, told: Container[str]) -> Span | None:
    if not ("整" in text or "全" in text or "这" in text or "们单元" in text) or any(
        part in told for part in _NUMBERED_PARTS
    ):
        return None
    whole = WHOLE.search(text)
    return None if whole is None else whole.span()


def _pointed(text: str, covered: list[Span]) -> Span | None:
    """A row, a block or a house that is pointed at, behind the words that say which."""
    match = POINTED.search(text)
    if match is None:
        return None
    at = max(text.rfind("那", *match.span()), text.rfind("这", *match.span()))
    floor = max((end for start, end in covered if start < at), default=0)
    start = name_start(text, at, longest=LONGEST_NAME, floor=min(floor, at), short=0, spot=True)
    start -= start > floor and text[start - 1] == "靠"
    return (start, match.end()) if at - start >= _SHORT and not text.startswith(_NEXT_DOOR, start) else None


def _gathered(text: str, words: list[Head], covered: list[Span], told: Container[str]) -> Span | None:
    """The spot that people go to for a protest; what they are angry about is named before it: 到售楼部去坐着."""
    protest = _PROTEST.search(text)
    if protest is None:
        return None
    for spot in _by_name(text, words, covered, told):
        if spot.end == protest.start() and text[spot.start - 1 : spot.start] in _GO:
            return spot.start, spot.end
    return None


def _traded(text: str, covered: list[Span], spots: list[_Spot]) -> _Spot | None:
    """A shop or a works that is called by what it makes or sells, outside of what is told already: 做袜子的厂."""
    for match in TRADED.finditer(text):
        start, end = match.span("shop")
        is_free = all(end <= begin or start >= stop for begin, stop in covered)
        if is_free and not any(spot.start < start < spot.end for spot in spots):
            return _Spot(start, spot_end(text, end))
    return None


def _route(text: str) -> Span | None:
    """A stretch of road that is told by where it leads."""
    for match in ROUTE.finditer(text):
        if match["aim"] is not None or match["way"] is not None:
            return match.span()
        start = name_start(text, match.end("from"), longest=5, short=0)
        start -= 2 if text.startswith("小区", max(0, start - 2)) else 0
        if start < match.end("from") and not is_closed(match["end"]):
            return start, match.end()
    return None


def _at_doors(text: str, doors: list[int], told: Container[str]) -> Iterator[_Spot]:
    """Sides right behind a door, and the rooms of a home whose number is not told."""
    for door in doors:
        at = door + (text[door : door + 1] in {"的", " "})
        match = DOOR.match(text, at) or (ROOM.match(text, at) if "room" not in told else None)
        if match is not None and not (("room" in told and match[0] in OWN_DOOR) or lives_above(text, at)):
            yield _Spot(at, spot_end(text, match.end()))


def _by_name(
    text: str, words: list[Head], covered: list[Span], told: Container[str], behind: int = 0
) -> Iterator[_Spot]:
    """Every spot that has a word of its own, from `behind` on."""
    at = behind
    for head in words:
        if head[0] < at:
            continue
        edge, over = behind, 0
        for start, end in covered:
            if end <= head[0]:
                edge = max(edge, end)
            elif start < head[1]:
                over = max(over, end)
        if over:
            at = over
            continue
        name = spot_name(text, head, edge)
        if name is None:
            continue
        at = behind = spot_end(text, head[1])
        bare = at == head[1]
        if not is_none(text, name, head, bare=bare, told=told) and not is_passing(text, name, head, at):
            start = spot_lead(text, name, edge)
            start -= start > edge and text[start - 1 : start + 1] in _ALONG
            yield _Spot(start, at, bare and is_aim(text[:start]))
