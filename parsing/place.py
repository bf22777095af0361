"""Where: building, unit, floor, room, road, number, compound and landmark, by grammar. Pure."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from parsing.address import part_value, read_address
from parsing.doors import find_doors
from parsing.landmark import find_landmark, look_for_landmarks
from parsing.learned_names import Names, find_names
from parsing.report import NOWHERE, Location
from parsing.signs import signs_of
from parsing.streets import Named
from parsing.tagger import Tally

_QUOTED = frozenset({"compound", "road", "number"})
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


class Parts:
    """The parts of a place that are known so far, and the words that gave them; the first word for a part wins."""

    __slots__ = ("closed", "roads", "spans", "told")

    def __init__(self, roads: list[Named]) -> None:
        self.told: dict[str, str] = {}
        self.spans: dict[str, tuple[int, int]] = {}
        self.roads = roads
        self.closed = [road.number for road in roads if road.number is not None]
        """House numbers: no door stands in them."""

    def marks(self) -> dict[int, str]:
        """Of which part each sign is that belongs to one."""
        marks = {at: part for part, span in self.spans.items() for at in range(*span)}
        marks.update((at, "road") for road in self.roads for at in range(road.start, road.end))
        return marks

    def take(self, part: str, value: str | None, span: tuple[int, int]) -> None:
        """A part, unless it is known already."""
        if value is not None and part not in self.told:
            self.told[part], self.spans[part] = value, span

    def take_door(self, part: str, value: str | None, span: tuple[int, int]) -> None:
        """The same of a door."""
        for start, end in self.closed:
            if start <= span[0] < end:
                return
        self.take(part, value, span)


def find_place(text: str, raw: str, *, told: bool = True) -> Place:
    """The place that a normalised text names; `raw` is the same text as typed, from which words are quoted.

    A text that tells nothing (`told` false) may be a written-out postal address and is read as one.
    """
    written = None if told else read_address(text)
    if written is not None:
        parts = {
            part: part_value(part, raw[start:end] if part in _QUOTED else text[start:end])
            for part, (start, end) in written.items()
        }
        return Place(Location(**parts), written)
    return place_within(text, raw, 0, len(text))


def place_within(text: str, raw: str, start: int, end: int) -> Place:
    """The place that a stretch of a text names; what stands around it helps to tell where its landmark begins and ends."""
    names, parts, tally = _looked_at(text, raw)
    if (start, end) != (0, len(text)):
        parts = find_parts(text[start:end], raw[start:end], names.within(start, end))
    told, spans = parts.told, parts.spans
    landmark = find_landmark(text, tally, start, end)
    if landmark is not None:
        told = told | {"landmark": raw[slice(*landmark)]}
        spans = spans | {"landmark": (landmark[0] - start, landmark[1] - start)}
    return Place(Location(**told) if told else NOWHERE, spans)


@lru_cache(maxsize=16)
def _looked_at(text: str, raw: str) -> tuple[Names, Parts, Tally]:
    """The names and parts of a whole text, and what its signs say of landmarks: asked again for each of its clauses."""
    names = find_names(text)
    parts = find_parts(text, raw, names)
    return names, parts, look_for_landmarks(text, parts.marks())


def find_parts(text: str, raw: str, names: Names) -> Parts:
    """Every part of a normalised text's place but the landmark, which looks at these."""
    roads, compounds = names
    found = Parts(roads)
    if roads:
        told = dict.fromkeys(raw[road.start : road.end] for road in roads)
        found.take("road", ";".join(told), (roads[0].start, roads[-1].end))
        for start, end in found.closed[:1]:
            found.take("number", raw[start:end].strip(), (start, end))
        row = _ROW.search(text) if not found.closed and "号" in text else None
        if row is not None:
            found.take("number", raw[row.start(1) : row.end(1)], row.span(1))
    if not _DOOR_SIGNS.isdisjoint(signs_of(text)):
        find_doors(text, found.take_door)
    if compounds:
        _take_compound(text, raw, found, compounds[0])
    return found


def _take_compound(text: str, raw: str, found: Parts, compound: Named) -> None:
    """The compound, with the house number of a village or the room of a house of flats behind it."""
    found.take("compound", raw[compound.start : compound.end], (compound.start, compound.end))
    if "building" in found.told:
        return
    if compound.number is not None and "road" not in found.told:
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
