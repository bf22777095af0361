"""The walks in a grid: when, how long, what was passed and found; words masked as the group read them, no names."""

from typing import Any

from console.see_pyramid import unit_in_sight
from console.visit import Answer, Page, Visit
from duties.patrols.compose_patrol import facts
from duties.patrols.look import newest_walks, points_of

MOST = 30


async def see_patrols(visit: Visit) -> Answer:
    """The newest walks first, and the check points of the unit."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    walks: list[dict[str, Any]] = [
        await facts(visit.session, walk, visit.language) for walk in await newest_walks(visit.session, unit.id, MOST)
    ]
    points = [each.name for each in await points_of(visit.session, unit.id)]
    return Page("patrols.html", {"unit": unit, "walks": walks, "points": points})
