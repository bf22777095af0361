"""Where: building, unit, floor, room, road, number, compound and landmark, by grammar. Pure."""

import re
from dataclasses import dataclass, field

from parsing.address import part_value, read_address
from parsing.doors import find_doors
from parsing.estates import find_compounds
from parsing.landmark import find_landmark
from parsing.report import NOWHERE, Location
from parsing.signs import signs_of
from parsing.streets import find_roads
from parsing.unmeant import is_idle, is_story

_QUOTED = frozenset({"compound", "road", "number"})
_ENDS = ("compound", "building", "unit", "floor", "number")
"""Parts of a place behind which a side says where."""
_ROOM = re.compile(r" ?([1-9]\d{2,3})(?:室|号?房)?(?![\d-]|[年月日号元块人米度点平多个户路网])")
"""A room right behind the name of a house of flats."""
_ROW = re.compile(
    r"(?<![月\d-])(\d{1,4}号?[到至-]\d{1,4}号)(?=的?(?:店|门面|商铺|铺面|住户|人家|居民|沿街|几[家户]|这[段边几]))"
)
"""A row of houses, told apart from their road: 23号到31号店里."""
_DOOR_SIGNS = frozenset("0123456789一二三四五六七八九十百零abcdefgh甲乙丙")


@dataclass(slots=True)
class Place:
    """What the words say about where, and which words said it."""

    location: Location
    evidence: dict[str, tuple[int, int]] = field(default_factory=dict)


class _Found:
    """The parts of a place that are known so far, and the words that gave them; the first word for a part wins."""

    __slots__ = ("closed", "parts", "spans")

    def __init__(self, closed: list[tuple[int, int]]) -> None:
        self.parts: dict[str, str] = {}
        self.spans: dict[str, tuple[int, int]] = {}
        self.closed = closed
        """House numbers: no door stands in them."""

    def take(self, part: str, value: str | None, span: tuple[int, int]) -> None:
        if value is not None and part not in self.parts:
            self.parts[part], self.spans[part] = value, span

    def take_door(self, part: str, value: str | None, span: tuple[int, int]) -> None:
        for start, end in self.closed:
            if start <= span[0] < end:
                return
        self.take(part, value, span)


def find_place(text: str, raw: str, *, told: bool = True) -> Place:
    """The place that a normalised text names; `raw` is the same text as typed, from which words are quoted.

    A text that tells nothing (`told` false) may be a written-out postal address and is read as one; else its spots are where something is on, unless it is a story.
    """
    written = None if told else read_address(text)
    if written is not None:
        parts = {
            part: part_value(part, raw[start:end] if part in _QUOTED else text[start:end])
            for part, (start, end) in written.items()
        }
        return Place(Location(**parts), written)
    roads = find_roads(text)
    found = _Found([road.number for road in roads if road.number is not None])
    covered = []
    if roads:
        covered = [(road.start, road.end) for road in roads]
        names = dict.fromkeys(raw[start:end] for start, end in covered)
        found.take("road", ";".join(names), (roads[0].start, roads[-1].end))
        for start, end in found.closed[:1]:
            found.take("number", raw[start:end].strip(), (start, end))
        row = _ROW.search(text) if not found.closed and "号" in text else None
        if row is not None:
            found.take("number", raw[row.start(1) : row.end(1)], row.span(1))
    if not _DOOR_SIGNS.isdisjoint(signs_of(text)):
        find_doors(text, found.take_door)
    _take_compound(text, raw, found)
    if told or not is_story(text):
        covered += found.spans.values()
        doors = [found.spans[part][1] for part in _ENDS if part in found.spans] if covered else []
        doors += [road.end for road in roads if road.number is None]
        landmark = find_landmark(text, covered, doors, found.parts.keys())
        if landmark is not None and (told or covered or not is_idle(text[slice(*landmark)])):
            found.take("landmark", raw[landmark[0] : landmark[1]], landmark)
    return Place(Location(**found.parts) if found.parts else NOWHERE, found.spans)


def _take_compound(text: str, raw: str, found: _Found) -> None:
    """The compound, with the house number of a village or the room of a house of flats behind it."""
    compounds = find_compounds(text)
    if not compounds:
        return
    compound = compounds[0]
    found.take("compound", raw[compound.start : compound.end], (compound.start, compound.end))
    if "building" in found.parts:
        return
    if compound.number is not None and "road" not in found.parts:
        start, end = compound.number
        found.take("number", raw[start:end].strip(), (start, end))
    room = _ROOM.match(text, compound.end)
    if room is not None:
        found.take("room", room[1], room.span(1))


def describe(location: Location, language: str = "zh") -> str:
    """One short line for receipts and cards, e.g. `锦绣小区 3幢2单元 4楼`; empty when nothing is known."""
    zh = language == "zh"
    numbered = [
        (location.building, "{}幢" if zh else "Bldg {}"),
        (location.unit, "{}单元" if zh else "Unit {}"),
    ]
    door = ("" if zh else " ").join(shape.format(value) for value, shape in numbered if value)
    road = (
        " ".join(part for part in (location.road, location.number) if part)
        if not zh
        else f"{location.road or ''}{location.number or ''}"
    )
    floor = (f"{location.floor}楼" if zh else f"floor {location.floor}") if location.floor else None
    room = (f"{location.room}室" if zh else f"room {location.room}") if location.room else None
    return " ".join(part for part in (location.compound, road, door, floor, room, location.landmark) if part)
