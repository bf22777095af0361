"""A unit's working calendar of a year is entered; it counts for the unit and everything below."""

from sqlalchemy.ext.asyncio import AsyncSession

from pyramid.actor import Actor
from pyramid.calendars import read_days, read_hours
from pyramid.lookup import unit_today
from pyramid.permissions import Action, Thing, may
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from pyramid.store import calendars as store

YEARS = range(2000, 2101)


async def set_calendar(
    session: AsyncSession,
    unit_id: int,
    actor: Actor,
    *,
    year: int,
    holidays: str,
    workdays: str,
    hours: str,
    policy: Policy,
) -> int | Refusal:
    """The year that is set; the policy's book knows it at once. Moments that have not come yet follow within a minute."""
    unit = await unit_today(session, unit_id)
    refused = may(actor, Action.SET_CALENDAR, Thing(path=unit.path, tier=unit.tier))
    if refused is not None:
        return refused
    if year not in YEARS:
        return Refusal("refusal_calendar.wrong", {"value": year})
    try:
        entry = {
            "holidays": read_days(holidays, year),
            "workdays": read_days(workdays, year),
            "hours": read_hours(hours),
        }
    except ValueError as error:
        return Refusal("refusal_calendar.wrong", {"value": str(error)})
    if twice := sorted({*entry["holidays"]} & {*entry["workdays"]}):
        return Refusal("refusal_calendar.twice", {"value": twice[0]})
    await store.keep(session, unit.id, year, entry)
    await read_calendars(session, policy)
    return year


async def read_calendars(session: AsyncSession, policy: Policy) -> int:
    """Bring the policy's book up to date; 1 if something is new."""
    return int(policy.book.turn_to(await store.all_entries(session)))
