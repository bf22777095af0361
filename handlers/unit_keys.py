"""Units to choose from by thumb: those of the own posts and those directly below, as rows of buttons."""

from collections.abc import Iterable

from handlers.arrival import Arrival
from handlers.say import Rows
from models.pyramid import Unit
from pyramid.lookup import children, unit_of

MOST_UNITS = 60
PER_ROW = 2


async def own_and_below(arrival: Arrival) -> list[Unit]:
    """The units where this person holds a post, and those directly below, each once."""
    units: dict[int, Unit] = {}
    for hat in arrival.speaker.hats:
        own = await unit_of(arrival.session, hat.unit_id)
        units |= {unit.id: unit for unit in (own, *await children(arrival.session, own.id))}
    return list(units.values())


def unit_rows(units: Iterable[Unit], action: str) -> Rows:
    """A button for each unit, with its name and its id, two in a row; sixty at most."""
    keys = [[unit.name, action, str(unit.id)] for unit in units][:MOST_UNITS]
    return [keys[at : at + PER_ROW] for at in range(0, len(keys), PER_ROW)]
