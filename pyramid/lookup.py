"""Who is this, which unit is that, who is above it, who has the duty: questions asked by every room."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from models.at_hand import UNKNOWN, find, lay
from models.kinds import DUTY_ROLES, GroupState, Role, Tier
from models.pyramid import Group, Unit
from models.shelves import STAFF
from pyramid.actor import Actor, Hat
from pyramid.store import groups as group_store
from pyramid.store import people as people_store
from pyramid.store import units as unit_store
from pyramid.tree import ids_on

_MERGERS = 20  # a unit merged into a unit merged into …


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a post today. `user_id` is None until the post is claimed."""

    user_id: int | None
    person_id: int
    role: Role
    language: str
    unit_id: int
    field: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one tier: how many units, how many have a chat, and in how many of those the bot is missing."""

    units: int = 0
    bound: int = 0
    away: int = 0


async def actor_of(session: AsyncSession, user_id: int, *, language: str = "zh", is_anonymous: bool = False) -> Actor:
    """The person behind a Telegram account with today's hats; `language` serves those who chose none."""
    if is_anonymous:
        return Actor(user_id, language=language, is_anonymous=True)
    person = await people_store.person_by_user(session, user_id)
    if person is None:
        return Actor(user_id, language=language)
    hats = tuple(Hat(*row) for row in await people_store.hats_of(session, person.id))
    return Actor(user_id, hats, person.language or language, person_id=person.id)


async def group_of_chat(session: AsyncSession, chat_id: int) -> Group | None:
    """The group of a chat id, today's or one that it had before it became a supergroup."""
    return await group_store.group_by_chat(session, chat_id) or await group_store.group_by_former_chat(session, chat_id)


async def group_of_unit(session: AsyncSession, unit_id: int) -> Group | None:
    """The chat of a unit."""
    return await group_store.group_by_unit(session, unit_id)


async def unit_of(session: AsyncSession, unit_id: int) -> Unit:
    """A unit, living or retired; LookupError if there is none."""
    unit = await unit_store.unit_by_id(session, unit_id)
    if unit is None:
        raise LookupError(f"no unit {unit_id}")
    return unit


async def bring_units(session: AsyncSession, unit_ids: Collection[int]) -> None:
    """Whoever keeps answers at hand will ask for these, one by one."""
    await unit_store.units_by_ids(session, unit_ids)


async def unit_by_code(session: AsyncSession, code: str) -> Unit | None:
    """The unit of a roster code, or today's successor of a retired one."""
    unit = await unit_store.unit_by_code(session, code)
    return None if unit is None else await unit_today(session, unit.id)


async def unit_today(session: AsyncSession, unit_id: int) -> Unit:
    """The unit itself, or what it was merged into. A unit retired without successor stays what it was."""
    unit = await unit_of(session, unit_id)
    for _ in range(_MERGERS):
        if unit.valid_to is None or unit.successor_id is None:
            break
        unit = await unit_of(session, unit.successor_id)
    return unit


async def ancestors(session: AsyncSession, unit_id: int) -> list[Unit]:
    """The living units above, nearest first, as the tree stands today."""
    unit = await unit_today(session, unit_id)
    above = ids_on(unit.path)[:-1]
    found = await unit_store.units_by_ids(session, above)
    today = [await unit_today(session, found[each].id) for each in reversed(above) if each in found]
    return [each for each in today if each.valid_to is None]


async def unit_at_tier(session: AsyncSession, unit_id: int, tier: Tier) -> Unit | None:
    """The unit itself or the one above it that stands on this tier; None if there is none."""
    unit = await unit_today(session, unit_id)
    if unit.tier is tier:
        return unit
    return next((each for each in await ancestors(session, unit_id) if each.tier is tier), None)


async def children(session: AsyncSession, unit_id: int) -> Sequence[Unit]:
    """The living units directly below, by code."""
    return await unit_store.living_children(session, unit_id)


async def units_below(session: AsyncSession, unit: Unit, limit: int) -> list[Unit]:
    """The living units anywhere below, by code, at most `limit`."""
    return list(await unit_store.living_below(session, unit.path, limit))


async def head_office(session: AsyncSession) -> Unit | None:
    """The top of the tree; None before a roster was loaded."""
    return await unit_store.head_office(session)


async def units_named(session: AsyncSession, under_path: str, words: Iterable[str], limit: int = 20) -> list[Unit]:
    """Living units at or below a path whose name contains one of the words, lowest tiers first."""
    spoken = [word for word in words if word.strip()]
    return list(await unit_store.living_named(session, under_path, spoken, limit)) if spoken else []


async def subtree_groups(session: AsyncSession, unit_id: int) -> dict[Tier, Tally]:
    """Per tier: the units at and below this one, and how many of them have a chat."""
    unit = await unit_today(session, unit_id)
    tallies = dict.fromkeys(Tier, Tally())
    for tier, state, count in await unit_store.tiers_within(session, unit.path):
        old = tallies[tier]
        tallies[tier] = Tally(
            old.units + count,
            old.bound + (count if state is not None else 0),
            old.away + (count if state is GroupState.AWAY else 0),
        )
    return tallies


async def holders(session: AsyncSession, unit_id: int, roles: Collection[Role]) -> list[Holder]:
    """Who holds one of these roles in this unit today, in the order of `roles`, then of service."""
    unit = await unit_today(session, unit_id)
    order = tuple(roles)
    known = find(session, STAFF, (unit.id, order))
    if known is UNKNOWN:
        found, away = await people_store.staff_of(session, unit.id, order)
        today = _today([Holder(*row) for row in found], away)
        known = sorted(today, key=lambda holder: order.index(holder.role))
        lay(session, STAFF, (unit.id, order), known)
    return list(known)


def _today(found: Iterable[Holder], away: Mapping[int, tuple[int | None, int, str] | None]) -> list[Holder]:
    """Whoever is away is not asked; whoever stands in is, once."""
    present = {holder.person_id for holder in found} - set(away)
    today = []
    for holder in found:
        other = away.get(holder.person_id)
        if holder.person_id not in away:
            today.append(holder)
        elif other is not None and other[1] not in present:
            today.append(replace(holder, user_id=other[0], person_id=other[1], language=other[2]))
            present.add(other[1])
    return today


async def duty_holders(session: AsyncSession, unit_id: int) -> list[Holder]:
    """Who commands this unit today, who is asked first first."""
    unit = await unit_today(session, unit_id)
    return await holders(session, unit.id, DUTY_ROLES[unit.tier])


async def who_must_act(session: AsyncSession, unit_id: int) -> tuple[Unit, list[Holder]]:
    """Whose work a matter of this unit is: the grid's workers, else its head, else the community, and so on upward.

    A unit above the grid acts through its own duty holders. Nobody anywhere: the grid (or unit) itself, and no holders.
    """
    own = await unit_today(session, unit_id)
    line = [unit for unit in (own, *await ancestors(session, own.id)) if unit.tier is not Tier.MICRO_GRID] or [own]
    for unit in line:
        for role in DUTY_ROLES[unit.tier]:
            if found := await _present(session, unit, role, without=()):
                return unit, found
    return line[0], []


async def checkers(session: AsyncSession, unit_id: int, without: Collection[int]) -> list[Holder]:
    """Who is asked to check work of this unit: another grid worker, else the grid head, else whoever commands above.

    `without` holds the user ids of those who did it or reported it.
    """
    own = await unit_today(session, unit_id)
    for unit in (own, *await ancestors(session, own.id)):
        if unit.tier is Tier.MICRO_GRID:
            continue
        for role in DUTY_ROLES[unit.tier]:
            if others := await _present(session, unit, role, without):
                return others
    return []


async def _present(session: AsyncSession, unit: Unit, role: Role, without: Collection[int]) -> list[Holder]:
    """Those who can act: a post that nobody has claimed yet presses no button."""
    found = await holders(session, unit.id, (role,))
    return [holder for holder in found if holder.user_id is not None and holder.user_id not in without]
