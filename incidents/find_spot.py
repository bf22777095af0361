"""The place in somebody's words, held against the units below the one that heard them: one unit, a question, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from models.pyramid import Unit
from parsing.normalise import normalise
from parsing.place import find_place
from parsing.report import LOCATION_PARTS, Location
from parsing.units import KnownUnit, candidate_units
from pyramid.lookup import units_below, who_must_act
from pyramid.tree import ids_on

MOST_UNITS = 300  # a street of more is not held against every report; its words name a community
MOST_OPTIONS = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """`unit`: what is meant. `options`: what may be meant, if it makes a difference whose work it is. Else both empty."""

    unit: Unit | None = None
    options: tuple[Unit, ...] = ()


NO_SPOT = Spot()


async def find_spot(session: AsyncSession, location: Location, around: Unit) -> Spot:
    """Among the living units below `around`; those that fit equally and have one owner between them need no question."""
    if location.building is None and location.compound is None and location.landmark is None:
        return NO_SPOT
    below = await units_below(session, around, MOST_UNITS)
    if not below or len(below) == MOST_UNITS:
        return NO_SPOT
    by_code = {unit.code: unit for unit in below}
    codes = {unit.id: unit.code for unit in below}
    known = [KnownUnit(unit.code, unit.name, unit.kind, _above(unit, codes)) for unit in below]
    found = [by_code[each.code] for each in candidate_units(location, known)]
    if len(found) == 1:
        return Spot(found[0])
    owners = {(await who_must_act(session, unit.id))[0].id for unit in found}
    return Spot(options=tuple(found[:MOST_OPTIONS])) if len(owners) > 1 else NO_SPOT


def with_spot(location: Location, unit: Unit) -> Location:
    """What the words leave out of a place that is known now, in the unit's own words."""
    own = find_place(normalise(unit.name), unit.name).location
    if own.is_empty:
        return location if location.landmark else replace(location, landmark=unit.name)
    said = {part: getattr(location, part) or getattr(own, part) for part in LOCATION_PARTS}
    return Location(**said | {"building": own.building or location.building})


def _above(unit: Unit, codes: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(codes[each] for each in ids_on(unit.path)[:-1] if each in codes)
