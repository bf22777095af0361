"""Which specialists cover a unit at this moment, those whose field fits the matter first."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.specialists import store
from models.kinds import Role
from parsing.duty_hours import kept_shifts
from pyramid.actor import Actor
from pyramid.calendar import Calendar
from pyramid.lookup import ancestors, unit_today
from pyramid.people_of import people_of
from pyramid.policy import Policy
from pyramid.posts import Held
from texts.wall_clock import on_the_wall

SPECIALISTS = (Role.PART_TIME_WORKER, Role.MEDIATOR, Role.DEPARTMENT)
HOURS = ("always", "workdays", "evenings", "never")
MOST = 10
FITS: dict[str, frozenset[str]] = {
    "security": frozenset({"police"}),
    "traffic": frozenset({"police"}),
    "fire": frozenset({"fire"}),
    "dispute": frozenset({"judge", "lawyer", "mediator", "police"}),
    "work_market": frozenset({"enforcement", "finance", "lawyer"}),
    "care": frozenset({"doctor", "women"}),
    "utility": frozenset({"power", "water", "gas"}),
    "municipal": frozenset({"enforcement"}),
    "sanitation": frozenset({"enforcement"}),
    "pollution": frozenset({"enforcement"}),
}


async def who_covers(
    session: AsyncSession, unit_id: int, leaf: str, *, policy: Policy, now: datetime, without: int | None = None
) -> list[Held]:
    """Holders of specialists' posts in this unit and those above it who can be called now; at most ten.

    Working hours are those of the unit whose specialist it is.
    """
    unit = await unit_today(session, unit_id)
    paths = {each.id: each.path for each in (unit, *await ancestors(session, unit.id))}
    near = list(paths)
    found = [each for each in await people_of(session, near, SPECIALISTS) if each.user_id not in {None, without}]
    hours = await store.hours_of(session, [each.post_id for each in found])
    now_here = [
        each
        for each in found
        if covers(hours.get(each.post_id, "always"), policy.calendar_at(paths[each.unit_id]), now)
    ]
    fits = FITS.get(leaf.partition(".")[0], frozenset())
    now_here.sort(key=lambda each: ((each.field or each.role.value) not in fits, near.index(each.unit_id)))
    return now_here[:MOST]


def covers(hours: str, calendar: Calendar, now: datetime) -> bool:
    """Whether these hours hold now: evenings are all that are no working hours; else shifts of one's own."""
    if hours not in HOURS:
        return any(shift.holds(on_the_wall(now)) for shift in kept_shifts(hours))
    if hours == "workdays":
        return calendar.is_open(now)
    return not calendar.is_open(now) if hours == "evenings" else hours != "never"


async def set_hours(session: AsyncSession, actor: Actor, hours: str) -> int:
    """For all specialist's posts of this person, one of HOURS or shifts as they are kept; returns for how many."""
    units = [hat.unit_id for hat in actor.hats if hat.role in SPECIALISTS]
    mine = [each.post_id for each in await people_of(session, units, SPECIALISTS) if each.user_id == actor.user_id]
    await store.keep_hours(session, mine, hours)
    return len(mine)
