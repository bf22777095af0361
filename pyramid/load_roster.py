"""The pyramid is loaded from two files: all of it or nothing, and a second time changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from pyramid.roster_change import Change, What, people_changes, role_word, unit_changes
from pyramid.roster_error import RosterError
from pyramid.roster_file import PersonRow, Sheet, read_people, read_units
from pyramid.roster_people import PeoplePlan, people_errors, plan_people
from pyramid.roster_units import Units, plan_units
from pyramid.store import roster as store
from pyramid.write_people import PersonalLink, read_posts, write_people
from pyramid.write_units import Ground, read_ground, write_units


@dataclass(frozen=True, slots=True)
class RosterOutcome:
    """What changed (or would), what is wrong, and the personal links to be handed out. With errors nothing changed."""

    changes: tuple[Change, ...] = ()
    errors: tuple[RosterError, ...] = ()
    links: tuple[PersonalLink, ...] = ()


async def load_roster(
    session: AsyncSession,
    units_csv: str | bytes,
    people_csv: str | bytes | None,
    *,
    now: datetime,
    dry_run: bool = False,
    retire: bool = False,
) -> RosterOutcome:
    """Make units, chats, people and posts those of the files.

    What the files do not name stays, unless `retire`. A dry run tells the same changes and writes nothing. Use a session of
    its own: rows are written past objects that a session already holds.
    """
    units = read_units(units_csv)
    people: Sheet[PersonRow] = read_people(people_csv) if people_csv is not None else Sheet([], [])
    errors = [*units.errors, *people.errors]
    ground = await read_ground(session)
    if not units.is_unreadable:
        after, wrong = plan_units(units.rows, ground.units, retire=retire, doubtful=units.doubtful)
        errors += [*wrong, *people_errors(people.rows, after, units.doubtful)]
    if errors:
        return RosterOutcome(errors=tuple(sorted(errors)))
    plan = await _plan_posts(session, ground, after, people.rows, retire=retire and people_csv is not None)
    changes = [
        *unit_changes(ground.units, after),
        *people_changes(plan),
        *await _link_changes(session, ground, plan, now=now),
    ]
    if dry_run or not changes:
        return RosterOutcome(tuple(changes))
    ids = await write_units(session, ground, after, now=now)
    links = await write_people(session, plan, ids, now=now)
    return RosterOutcome(tuple(changes), links=tuple(links))


async def _plan_posts(
    session: AsyncSession, ground: Ground, after: Units, rows: Sequence[PersonRow], *, retire: bool
) -> PeoplePlan:
    users = [row.user_id for row in rows if row.user_id is not None]
    codes = {unit: code for code, unit in ground.ids.items()}
    known, people = await read_posts(session, codes, users)
    plan = plan_people(rows, known, people, retire=retire)
    ended = {post.id for post in plan.ended}
    plan.ended += [post for post in known if after[post.unit].is_retired and post.id not in ended]
    return plan


async def _link_changes(session: AsyncSession, ground: Ground, plan: PeoplePlan, *, now: datetime) -> list[Change]:
    """Posts whose holder is unknown and that no link opens: new ones, and those whose link ran out."""
    codes = {unit: code for code, unit in ground.ids.items()}
    gone = {post.id for post in plan.ended} | {post.id for post, _, _ in plan.held}
    linked = await store.people_with_links(session, now)
    old = [
        Change(What.LINK_ISSUED, codes[unit], after=role_word(role, field))
        for post, person, user, _, _, role, field, unit in await store.all_posts(session)
        if user is None and person not in linked and post not in gone
    ]
    new = [
        Change(What.LINK_ISSUED, row.unit, after=role_word(row.role, row.field))
        for row in plan.new_people
        if row.user_id is None
    ]
    return old + new
