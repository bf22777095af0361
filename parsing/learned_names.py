"""Names of roads, compounds and villages: learned from marked messages, and where nothing of them is found, by their grammar. Pure but for reading a file once.

A name has a structure (丰收路, 枫林小区) that `streets.py` and `estates.py` know; what it is called and what stands around it has none
(整个马家畈都没电, 走塘沿路过去), so a tagger learned it (decision 34).
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from parsing.estates import ESTATES, find_compounds, village_number
from parsing.streets import Named, find_roads, house_number, without_denied
from parsing.tagger import Span, Tagger

NAMES = "names.bin"
_OFFICES = re.compile(
    r"[一-鿿]{2,3}省|[一-鿿]{2,4}?市[一-鿿]{1,5}?(?:区|县|市|镇|街道|路|大道)|[一-鿿]{2,3}[区县][一-鿿]{2,6}(?:路|街|大道|巷|弄|镇|街道)\d*"
)
"""A written-out address begins with the offices it belongs to; it has a structure, and no other words around it."""
_VILLAGES = "畈坞岙垟村"
_SHORTEST_ROAD = 3
_BAR = 20
"""A name is taken at somewhat more than even odds: one that is wrong leads a worker astray."""
_A_ROAD, _AN_ESTATE = "大路", "小区"
_ROADS = ("路", "街", "巷", "弄", "道", "线", "胡同")


@cache
def tagger() -> Tagger:
    """What was learned of names, loaded when it is first asked for."""
    return Tagger(Path(__file__).parent / "weights" / NAMES)


class Names(NamedTuple):
    """What a text names, each in order."""

    roads: list[Named]
    compounds: list[Named]

    def within(self, start: int, end: int) -> "Names":
        """Those between two places of the text, counted from the first of them."""
        return Names(*([_moved(named, start) for named in row if start <= named.start < end] for row in self))


@lru_cache(maxsize=16)
def find_names(text: str) -> Names:
    """Roads, compounds and villages that a normalised text names."""
    spans = tagger().tally(text, {}).all(_BAR) if _OFFICES.match(text) is None else []
    if not spans:
        return Names(find_roads(text), find_compounds(text))
    roads, compounds = [], []
    for start, end in (part for span in spans for part in _village_and_road(text, *span)):
        if text.endswith(_ROADS, start, end):
            roads.append(Named(start, end, house_number(text, end)))
        else:
            is_village = not text.endswith(ESTATES, start, end)
            compounds.append(Named(start, end, village_number(text, end) if is_village else None))
    begin = {one.start for one in compounds}
    compounds = [one for one in compounds if one.end not in begin]  # right before a name stands what is done to it
    if not compounds:  # of the other kind the grammar adds what is sure: an estate by its word, a road by its house
        estates = (one for one in find_compounds(text) if text.endswith(ESTATES, one.start, one.end))
        compounds = [one for one in estates if _stands_apart(one, roads)]
    elif not roads:
        roads = [one for one in find_roads(text) if one.number is not None and _stands_apart(one, compounds)]
    return Names(without_denied(text, roads), without_denied(text, compounds))


def without_names(text: str) -> str:
    """A normalised text with a common word for each name: what is told of 李家畈 is told as of any village."""
    names = find_names(text)
    spans = [(one.start, one.end, _A_ROAD) for one in names.roads] + [
        (one.start, one.end, _AN_ESTATE) for one in names.compounds
    ]
    for start, end, word in sorted(spans, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def _village_and_road(text: str, start: int, end: int) -> list[Span]:
    """A name, or the village and the road right behind it: 杨树畈郑家巷."""
    village = max(text.rfind(sign, start + 1, end - _SHORTEST_ROAD) for sign in _VILLAGES) + 1
    is_both = village > start and text.endswith(_ROADS, start, end)
    return [(start, village), (village, end)] if is_both else [(start, end)]


def _stands_apart(one: Named, others: list[Named]) -> bool:
    return all(one.end <= other.start or one.start >= other.end for other in others)


def _moved(named: Named, by: int) -> Named:
    number = named.number and (named.number[0] - by, named.number[1] - by)
    return Named(named.start - by, named.end - by, number)
