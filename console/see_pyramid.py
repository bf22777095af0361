"""The pyramid: every unit with a light for its chat; what lies below opens when somebody looks at it."""

from dataclasses import dataclass
from typing import Any

from console.lights import Light, light_of
from console.scope import unit_paths
from console.store import pyramid as store
from console.visit import Answer, Page, Visit
from models.kinds import GroupState, Tier
from models.pyramid import Unit
from pyramid.lookup import Tally, subtree_groups
from pyramid.permissions import Action, Thing, may
from pyramid.tree import ids_on, is_within


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit with its light and what this visitor may do there."""

    node: store.Node
    light: Light
    lacks: tuple[str, ...]
    may_issue: bool
    may_print: bool
    may_publish: bool


async def see_pyramid(visit: Visit) -> Answer:
    """The visitor's own units, each with its children."""
    tops = await store.unit_ids_at(visit.session, unit_paths(visit.actor))
    if len(tops) == 1:
        unit = await store.unit(visit.session, tops[0])
        return None if unit is None else await _unit_page(visit, unit)
    shown = await shown_units(visit, tops)
    tallies = _sum([await subtree_groups(visit.session, unit_id) for unit_id in tops])
    return Page("pyramid.html", {"unit": None, "above": [], "units": shown, "tallies": tallies, "own": None})


async def see_unit(visit: Visit) -> Answer:
    """One unit and those directly below it; for htmx only the latter."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    if visit.is_fragment:
        children = await store.child_ids(visit.session, unit.id)
        return Page("units.html", {"units": await shown_units(visit, children)})
    return await _unit_page(visit, unit)


async def unit_in_sight(visit: Visit, unit_id: int) -> Unit | None:
    """The unit if it lives and this visitor may see it; what they may not see does not exist."""
    unit = await store.unit(visit.session, unit_id)
    if unit is None or may(visit.actor, Action.SEE_UNIT, Thing(path=unit.path, tier=unit.tier)) is not None:
        return None
    return unit


async def shown_units(visit: Visit, unit_ids: list[int]) -> list[Shown]:
    """Units by id with their lights."""
    return [_shown(visit, node) for node in await store.nodes(visit.session, unit_ids)]


def _shown(visit: Visit, node: store.Node) -> Shown:
    thing = Thing(path=node.path, tier=node.tier)
    light, lacks = light_of(node, visit.now)
    return Shown(
        node=node,
        light=light,
        lacks=lacks,
        may_issue=node.state is not GroupState.BOUND and may(visit.actor, Action.ISSUE_CODE, thing) is None,
        may_print=may(visit.actor, Action.PRINT_BOARD, thing) is None,
        may_publish=may(visit.actor, Action.PUBLISH, thing) is None,
    )


async def _unit_page(visit: Visit, unit: Unit) -> Page:
    own = unit_paths(visit.actor)
    ids = ids_on(unit.path)[:-1]
    units = await store.units(visit.session, ids)
    above = [units[each] for each in ids if any(is_within(units[each].path, top) for top in own)]
    children = await store.child_ids(visit.session, unit.id)
    return Page(
        "pyramid.html",
        {
            "unit": unit,
            "above": above,
            "own": (await shown_units(visit, [unit.id]))[0],
            "units": await shown_units(visit, children),
            "tallies": _lines(await subtree_groups(visit.session, unit.id)),
        },
    )


def _sum(all_tallies: list[dict[Tier, Tally]]) -> list[tuple[Tier, Tally]]:
    total: dict[Tier, Tally] = {}
    for tallies in all_tallies:
        for tier, tally in tallies.items():
            old = total.get(tier, Tally())
            total[tier] = Tally(old.units + tally.units, old.bound + tally.bound, old.away + tally.away)
    return _lines(total)


def _lines(tallies: dict[Tier, Tally]) -> list[tuple[Tier, Any]]:
    return [(tier, tally) for tier, tally in tallies.items() if tally.units]
