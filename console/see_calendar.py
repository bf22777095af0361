"""The working calendar of a unit, by year: what was entered, what counts, and a form for whoever may enter it."""

from console.see_pyramid import unit_in_sight
from console.visit import Answer, Goto, Page, Visit
from models.pyramid import Unit
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from pyramid.set_calendar import YEARS, read_calendars, set_calendar


async def see_calendar(visit: Visit) -> Answer:
    """The days of this year and the next for one unit, or those of the year that is asked for."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    await read_calendars(visit.session, visit.desk.policy)
    asked = visit.query.get("year", "")
    this = visit.desk.policy.calendar.local_date(visit.now).year
    years = [int(asked)] if asked.isdecimal() and int(asked) in YEARS else [this, this + 1]
    thing = Thing(path=unit.path, tier=unit.tier)
    return Page(
        "calendar.html",
        {
            "unit": unit,
            "years": [_year(visit, unit, year) for year in years],
            "may_set": may(visit.actor, Action.SET_CALENDAR, thing) is None,
        },
    )


async def enter_calendar(visit: Visit) -> Answer:
    """One year; what is not understood is named and nothing is kept."""
    unit = await unit_in_sight(visit, visit.number("unit"))
    if unit is None:
        return None
    year = visit.form.get("year", "")
    done = await set_calendar(
        visit.session,
        unit.id,
        visit.actor,
        year=int(year) if year.isdecimal() else 0,
        holidays=visit.form.get("holidays", ""),
        workdays=visit.form.get("workdays", ""),
        hours=visit.form.get("hours", ""),
        policy=visit.desk.policy,
    )
    return done if isinstance(done, Refusal) else Goto(f"/console/pyramid/{unit.id}/calendar?year={done}")


def _year(visit: Visit, unit: Unit, year: int) -> dict[str, object]:
    policy = visit.desk.policy
    own = policy.book.entries.get(unit.id, {}).get(year)
    counts = policy.calendar_at(unit.path)
    return {
        "year": year,
        "own": {name: " ".join(own[name]) for name in ("holidays", "workdays", "hours")} if own is not None else None,
        "hours": " ".join(map(str, counts.hours)),
        "free": sum(day.year == year for day in counts.holidays),
        "worked": sum(day.year == year for day in counts.workdays),
        "is_known": counts.knows_year(year),
    }
