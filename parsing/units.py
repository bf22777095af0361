"""Which units of the pyramid a place can mean: exact names first, then the nearest by edit distance. Pure.

The units known come in as values; nothing is guessed. Several candidates are one question to the person who wrote.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parsing.normalise import normalise
from parsing.place import find_place
from parsing.report import Location

_DOORS = ("building", "unit")
_NAMES = ("compound", "road")
_LEAST = 0.5
_CLEAR = 0.25
"""The best candidate is the only one if it leads the next by this much."""
_MOST = 5
_LONG_NAME = 4
_TAILS = ("小区", "花园", "社区", "村", "门口", "口", "岗", "网格", "微网格")


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """One unit of the pyramid. `path` holds the codes of the units above it, the highest first."""

    code: str
    name: str
    kind: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that the words can mean, how well it fits (0 to 1), and whether its name fits sign by sign."""

    code: str
    fit: float
    exact: bool


def candidate_units(
    location: Location, units: Sequence[KnownUnit], *, here: str | None = None
) -> tuple[Candidate, ...]:
    """The units that `location` can mean, best first, at most five; empty when no known unit fits.

    `here` is the code of the unit whose chat the words stand in: units inside it or around it come before those elsewhere.
    One candidate is an answer, several are one question.
    """
    named = {unit.code: unit for unit in units}
    found = []
    for unit in units:
        fit, exact = _fit(location, _known(_full_name(unit, named)), unit.name)
        if fit >= _LEAST:
            near = 0.0 if here is None else _nearness(unit, named.get(here))
            found.append((fit + near, Candidate(unit.code, min(1.0, fit), exact)))
    found.sort(key=lambda pair: (-pair[0], pair[1].code))
    if not found:
        return ()
    best = found[0][0]
    return tuple(candidate for value, candidate in found if best - value < _CLEAR)[:_MOST]


def _full_name(unit: KnownUnit, named: dict[str, KnownUnit]) -> str:
    above = [named[code].name for code in unit.path if code in named]
    return " ".join([*above[-2:], unit.name])


@lru_cache(maxsize=65536)
def _known(name: str) -> Location:
    return find_place(normalise(name), name).location


def _fit(location: Location, known: Location, name: str) -> tuple[float, bool]:
    """How well a unit's name fits the place, and whether sign by sign; 0 where they contradict each other."""
    if location.building is None and location.unit is None and known.building is not None:
        return 0.0, False
    doors = _doors(location, known)
    if doors is None:
        return 0.0, False
    asked, told = doors
    exact = True
    for part in _NAMES:
        want, has = getattr(location, part), getattr(known, part)
        if want is not None and has is not None:
            alike = _alike(want, has)
            if alike < _LEAST:
                return 0.0, False
            exact = exact and alike == 1
            asked, told = asked + 1, told + alike
        elif want is not None:
            alike = _alike(want, name)
            asked, told, exact = asked + 1, told + (alike if alike >= _LEAST else 0), exact and alike == 1
    if location.landmark is not None:
        alike = _alike(location.landmark, name)
        if alike >= _LEAST:
            asked, told, exact = asked + 1, told + alike, exact and alike == 1
    return (told / asked, exact) if told else (0.0, False)


def _doors(location: Location, known: Location) -> tuple[float, float] | None:
    """(what was asked, what of it the unit fulfils) for building and unit; None where they contradict each other."""
    asked = told = 0.0
    for part in _DOORS:
        want, has = getattr(location, part), getattr(known, part)
        if want is not None and has is not None:
            if has not in want.split(";"):
                return None
            asked, told = asked + 1, told + 1
        elif has is not None:
            asked += 0.5
        elif want is not None:
            asked += 0.4
    return asked, told


def _alike(one: str, other: str) -> float:
    """1 for the same name, less by each sign that differs; short names must stand in one another."""
    a, b = _core(one), _core(other)
    if a == b:
        return 1.0
    if len(a) > 1 and len(b) > 1 and (a in b or b in a):
        return 0.9
    a, b = (normalise(name).replace(" ", "") for name in (one, other))
    if min(len(a), len(b)) < _LONG_NAME:
        return 0.0
    return max(0.0, 1 - 1.5 * edits(a, b) / max(len(a), len(b)))


def _core(name: str) -> str:
    plain = normalise(name).replace(" ", "")
    for tail in _TAILS:
        if plain.endswith(tail) and len(plain) > len(tail) + 1:
            return plain[: -len(tail)]
    return plain


def edits(one: str, other: str) -> int:
    """How many signs must be put in, left out or changed to make one text of the other."""
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        last, row[0] = row[0], at
        for to, wanted in enumerate(other, 1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (sign != wanted))
    return row[-1]


def _nearness(unit: KnownUnit, here: KnownUnit | None) -> float:
    """What a unit gains from standing inside the chat's unit, or beside it."""
    if here is None:
        return 0.0
    if unit.code == here.code or here.code in unit.path:
        return 0.6
    shared = sum(1 for _ in _common(unit.path, here.path))
    return 0.3 * shared / max(1, len(here.path))


def _common(one: Iterable[str], other: Iterable[str]) -> Iterable[str]:
    for a, b in zip(one, other, strict=False):
        if a != b:
            return
        yield a
