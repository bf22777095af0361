"""All specialists of an area, down to its grids: what for, when, and how much each has done, in five columns."""

from datetime import timedelta

from console.see_pyramid import unit_in_sight
from console.visit import Answer, Page, Visit
from duties.specialists.hours import hours_words
from duties.specialists.look import columns_of, experts_below, helped_by
from incidents.hands.compose_hands import role_words, roles_to_give

MOST = 200
PERIODS = (30, 365)
COLUMNS = ("visits", "advice", "joined", "solved", "lectures")


async def see_specialists(visit: Visit) -> Answer:
    """Names stand there only for those who decide about posts of the unit, as on the page of people."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    days = visit.number("days") if visit.number("days") in PERIODS else PERIODS[0]
    experts = await experts_below(visit.session, unit.path, MOST + 1)
    posts = [each.post_id for each in experts[:MOST]]
    columns = await columns_of(visit.session, posts, since=visit.now - timedelta(days=days))
    helped = await helped_by(visit.session, posts)
    reads_names = bool(roles_to_give(visit.actor, unit))
    rows = [
        {
            "who": role_words(each.role, each.field, visit.language),
            "name": each.name.for_viewer("console") if reads_names else "",
            "is_claimed": each.user_id is not None,
            "unit": each.unit_name,
            "hours": hours_words(each.hours, visit.language),
            "columns": list(zip(COLUMNS, columns[each.post_id].as_row(), strict=True)),
            "helped": helped.get(each.post_id),
        }
        for each in experts[:MOST]
    ]
    most = MOST if len(experts) > MOST else 0
    return Page("specialists.html", {"unit": unit, "rows": rows, "days": days, "periods": PERIODS, "most": most})
