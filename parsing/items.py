"""Several matters in one message: each part becomes a report of its own. Pure."""

import re
from dataclasses import replace

from parsing.build_incident import build_incident
from parsing.category import Matter
from parsing.matters import tell_apart
from parsing.place import Place, place_within
from parsing.report import LOCATION_PARTS, Location, Report
from parsing.split import Tie, cut
from parsing.stretch import Stretch

_SEVERAL = 2
_MOST_ITEMS = 12
_INDOORS = re.compile(r"楼|单元|电梯|门厅|大堂|走廊|过道|架空层")
"""Landmarks that every building has: which building is meant was said before."""
_DOOR = ("building", "unit", "floor", "room")
_NAMED = ("compound", "building", "road")


def find_items(text: str, plain: str, matter: Matter | None, *, role: str, chat_tier: str) -> tuple[Report, ...]:
    """The matters of one incident message, each with its own words, place and leaf; empty when there is only one.

    `text` as typed, `plain` normalised, `matter` what it tells as a whole. Spans count from the start of the message.
    """
    if matter is None:
        return ()
    where = cut(plain)
    told = tell_apart(text, where, matter)[:_MOST_ITEMS]
    if len(told) < _SEVERAL:
        return ()
    around = place_within(plain, text, *where.around).location
    goes_on = set() if where.is_announced else {clause.start for clause in where.clauses if clause.tie is Tie.PLAIN}
    items: list[Report] = []
    for part in told:
        place = place_within(plain, text, part.start, part.end)
        place.location = _in_context(place.location, around)
        if items and where.tie is not Tie.LISTED:
            place.location = _like_before(place.location, items[-1].location, goes_on=part.start in goes_on)
        items.append(_item(text, plain, part, place, role=role, chat_tier=chat_tier))
    return tuple(items)


def _item(text: str, plain: str, part: Stretch, place: Place, *, role: str, chat_tier: str) -> Report:
    """One part as a report of its own, its spans counted from the start of the message."""
    words, raw = plain[part.start : part.end], text[part.start : part.end]
    built = build_incident(words, raw, _with_what_follows(part, words), place, role=role, chat_tier=chat_tier)
    evidence = {name: (at + part.start, to + part.start) for name, (at, to) in built.evidence.items()}
    return replace(built, span=(part.start, part.end), words=raw, evidence=evidence)


def _with_what_follows(part: Stretch, words: str) -> Matter:
    """The matter of a part; what is told after its first clause may make it graver, and changes nothing else."""
    if words == part.words:
        return part.matter
    whole = Stretch(words, words, 0, len(words)).matter
    return replace(
        part.matter,
        emergency=part.matter.emergency or whole.emergency,
        restricted=part.matter.restricted or whole.restricted,
        danger=part.matter.danger or whole.danger,
        is_grave=part.matter.is_grave or whole.is_grave,
    )


def _in_context(own: Location, around: Location) -> Location:
    """A place with the door that was named once for all of it: at the very end, or before a list."""
    return own if _is_named(own) else _filled(own, around, _DOOR)


def _like_before(own: Location, before: Location, *, goes_on: bool) -> Location:
    """A place with what was said just before it: of a stairway the building; all of it where a mere comma parts both and no place is named.

    In a list each item says itself where it is.
    """
    if _is_named(own):
        return own
    if own.is_empty:
        return before if goes_on else own
    indoors = own.unit or own.floor or own.room or _INDOORS.search(own.landmark or "")
    return _filled(own, before, _NAMED) if indoors else own


def _is_named(place: Location) -> bool:
    return any(getattr(place, part) for part in _NAMED)


def _filled(own: Location, other: Location, parts: tuple[str, ...]) -> Location:
    return Location(
        **{part: getattr(own, part) or (getattr(other, part) if part in parts else None) for part in LOCATION_PARTS}
    )
