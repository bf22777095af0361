"""The walks in a grid: when, how long, what was passed and found, without names; and its check points, for who keeps them."""

from typing import Any

from console.see_pyramid import unit_in_sight
from console.visit import Answer, Goto, Page, Visit
from duties.patrols.compose_patrol import facts
from duties.patrols.edit_points import edit_points
from duties.patrols.look import newest_walks, points_of
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal

MOST = 30
POINT = "point-"


async def see_patrols(visit: Visit) -> Answer:
    """The newest walks first, and the check points of the unit."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    walks: list[dict[str, Any]] = [
        await facts(visit.session, walk, visit.language) for walk in await newest_walks(visit.session, unit.id, MOST)
    ]
    points = [(each.id, each.name) for each in await points_of(visit.session, unit.id)]
    may_keep = may(visit.actor, Action.KEEP_POINTS, Thing(path=unit.path, tier=unit.tier)) is None
    return Page("patrols.html", {"unit": unit, "walks": walks, "points": points, "may_keep": may_keep})


async def change_points(visit: Visit) -> Answer:
    """The one form: names by point, and new ones a line each."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    names = {
        int(name.removeprefix(POINT)): words
        for name, words in visit.form.items()
        if name.startswith(POINT) and name.removeprefix(POINT).isdecimal()
    }
    added = visit.form.get("added", "").splitlines()
    done = await edit_points(visit.session, unit.id, visit.actor, names=names, added=added, now=visit.now)
    return done if isinstance(done, Refusal) else Goto(f"/console/pyramid/{unit.id}/patrols")
