"""Landmarks: gates, shops, bridges, corners and other spots people name instead of an address. Pure but for reading a file once.

A landmark is the spot of what is told, in the words of the one who tells it, beside what road, number, compound, building, unit, floor and
room say already: `6幢1单元楼下` gives 楼下, `丰收路那家面店` 面店, `枫林小区东门口` 东门口. There is no end of such words and of what
stands around them, so it is learned from marked messages (decision 33); only what counts by its shape alone is a rule.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from parsing.tagger import Span, Tagger, Tally

SPOTS = "spots.bin"
_BAR = -25
"""A spot is taken at somewhat less than even odds: marked messages hold fewer spots than people mean, and a missed one costs a question."""
_STAKE = re.compile(r"k\d{1,4}\+\d{1,3}(?!\d)")
"""A kilometre stake of a road: `k12+300`."""
_AWAY = re.compile(
    r"(?:往?[东南西北前后里外]{1,2}[边面走开去]{0,2})?(?:大约|大概|约)?(?:\d{1,4}|[一二三四五六七八九十百两几]{1,4})多?米(?![市行店宽高深长])(?:来?远|左右|处|开外|的地方)?"
)
"""How far from a spot: 村委会东边200米."""
_SPOT = r"(?:main |north |south |east |west |front |back |side )?(?:gate|door|entrance|exit)|corridor|hall(?:way)?|stair(?:s|case|well|way)?|steps|lobby|basement|garage|car ?park|parking(?: lot| area| garage)?|garden|playground|(?:swimming )?pool|gym|roof(?:top)?|market|school|kindergarten|university|college|campus|dorm(?:itory)?|hospital|clinic|station|bus stop|bridge|park|square|river|lake|pond|canal|shop|store|supermarket|mall|restaurant|canteen|cafe|pharmacy|bank|hotel|factory|warehouse|construction site|bin room|bins|dumpster|mail ?box(?:es)?|parcel lockers?|lockers|crossing|crossroads|junction|corner|intersection|traffic lights?|pavement|sidewalk|fence|mosque|church|temple|pavilion"
_IN_ENGLISH = re.compile(
    rf"\b(?:near|at|in|by|outside|behind|opposite|next to|in front of|on|beside|under|inside|around|across from|from|to)(?: the| our| my| this| that| a| an)? "
    rf"((?!the |our |my |this |that |an? )(?:[a-z0-9']+ ){{0,2}}?(?:{_SPOT})(?: (?:of|at|in) (?:the |our )?(?:{_SPOT}))?)\b",
    re.IGNORECASE,
)
"""A spot in English: the tagger has learned from Chinese messages only."""


@cache
def tagger() -> Tagger:
    """What was learned of landmarks, loaded when it is first asked for."""
    return Tagger(Path(__file__).parent / "weights" / SPOTS)


def look_for_landmarks(text: str, marks: Mapping[int, str]) -> Tally:
    """What is known of each sign of a normalised text; `marks` say which belong to which other part of the place."""
    return tagger().tally(text, marks)


def find_landmark(text: str, tally: Tally, start: int, end: int) -> Span | None:
    """[start, end) of the spot that is named between two places of a text."""
    stake = _STAKE.search(text, start, end) if "+" in text else None
    if stake is not None:
        return stake.span()
    if text.isascii():
        told = _IN_ENGLISH.search(text, start, end)
        return told.span(1) if told is not None else None
    found = tally.best(start, end, _BAR)
    away = _AWAY.match(text, found[1], end) if found is not None and "米" in text else None
    return found if away is None or found is None else (found[0], away.end())
