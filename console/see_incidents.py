"""The list of incidents: what is due first stands first; filters, overdue marks, pages."""

from datetime import timedelta
from typing import TypeVar
from urllib.parse import urlencode

from console.scope import incident_reach, unit_paths
from console.see_pyramid import unit_in_sight
from console.store import incidents as store
from console.visit import Answer, Page, Visit
from incidents.satisfaction import DAYS, satisfaction
from models.kinds import Tier, Urgency
from pyramid.permissions import Action, Thing, may

A_PAGE = 25
Word = TypeVar("Word", Tier, Urgency)


async def see_incidents(visit: Visit) -> Answer:
    """The list. A unit that the visitor may not see is as unknown as one that does not exist."""
    unit = None
    if "unit" in visit.query:
        unit = await unit_in_sight(visit, visit.number("unit"))
        if unit is None:
            return None
    wanted = store.Wanted(
        states=visit.query.get("state", "open") if visit.query.get("state") in store.STATES else "open",
        tier=_one_of(Tier, visit.query.get("tier", "")),
        path=unit.path if unit else "",
        urgency=_one_of(Urgency, visit.query.get("urgency", "")),
        is_overdue=visit.query.get("overdue") == "1",
    )
    reach = incident_reach(visit.actor)
    total = await store.count(visit.session, reach, wanted, visit.now)
    pages = max(1, -(-total // A_PAGE))
    page = min(max(1, visit.number("page")), pages)
    rows = await store.rows(visit.session, reach, wanted, visit.now, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    return Page(
        "incidents.html",
        {
            "rows": rows,
            "total": total,
            "page": page,
            "pages": pages,
            "wanted": wanted,
            "unit": unit,
            "content": await _content(visit, unit.path if unit else ""),
            "may_export": any(
                may(visit.actor, Action.EXPORT_INCIDENTS, Thing(path=hat.path, tier=hat.tier)) is None
                for hat in visit.actor.hats
            ),
            "restricted": await store.restricted_count(visit.session, reach),
            "link": lambda **changes: _link(visit, changes),
            "tiers": list(Tier),
            "urgencies": list(Urgency),
            "states": list(store.STATES),
        },
    )


async def _content(visit: Visit, path: str) -> str:
    """How many of those who answered are content, with both numbers."""
    found = await satisfaction(
        visit.session, [path] if path else unit_paths(visit.actor), since=visit.now - timedelta(days=DAYS)
    )
    percent = f"{found.percent} %" if found.percent is not None else visit.say("incident_satisfaction.nobody")
    said = {"satisfied": found.satisfied, "answered": found.answered, "closed": found.closed}
    return visit.say("incident_satisfaction.console", days=DAYS, percent=percent, **said)


def _one_of(kind: type[Word], word: str) -> Word | None:
    return kind(word) if word in list(kind) else None


def _link(visit: Visit, changes: dict[str, object]) -> str:
    """The list with other filters; a changed filter begins at the first page."""
    kept = {name: visit.query[name] for name in ("state", "tier", "urgency", "unit", "overdue") if name in visit.query}
    asked = {name: str(value) for name, value in {**kept, **changes}.items() if value not in {None, ""}}
    return f"/console/incidents?{urlencode(asked)}" if asked else "/console/incidents"
