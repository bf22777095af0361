"""Where: building, unit, floor, room, road, number, compound and landmark, by grammar. Pure."""

from dataclasses import dataclass, field

from parsing.address import part_value, read_address
from parsing.doors import find_doors
from parsing.landmark import find_landmark
from parsing.report import Location
from parsing.signs import signs_of
from parsing.streets import find_compounds, find_roads

_QUOTED = frozenset({"compound", "road", "number"})
_DOOR_SIGNS = frozenset("0123456789一二三四五六七八九十百零")


@dataclass(slots=True)
class Place:
    """What the words say about where, and which words said it."""

    location: Location
    evidence: dict[str, tuple[int, int]] = field(default_factory=dict)


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
    found: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}

    def take(part: str, value: str | None, span: tuple[int, int]) -> None:
        if value is not None and part not in found:
            found[part], spans[part] = value, span

    if not _DOOR_SIGNS.isdisjoint(signs_of(text)):
        find_doors(text, take)
    roads = find_roads(text)
    if roads:
        take(
            "road",
            ";".join(dict.fromkeys(raw[road.start : road.end] for road in roads)),
            (roads[0].start, roads[-1].end),
        )
        numbered = next((road for road in roads if road.number), None)
        if numbered is not None and numbered.number is not None:
            start, end = numbered.number
            take("number", raw[start:end].strip(), (start, end))
    compounds = find_compounds(text)
    if compounds:
        start, end = compounds[0].start, compounds[0].end
        take("compound", raw[start:end], (start, end))
        if compounds[0].number is not None and not roads and "building" not in found:
            start, end = compounds[0].number
            take("number", raw[start:end].strip(), (start, end))
    covered = [spans[part] for part in spans] + [(road.start, road.end) for road in roads]
    landmark = find_landmark(text, covered)
    if landmark is not None:
        take("landmark", raw[landmark[0] : landmark[1]], landmark)
    return Place(Location(**found), spans)


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
