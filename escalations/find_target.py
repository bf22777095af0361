"""Who is told at a rung: the tier's group and duty holders, or the holders of a post there.

Where there is nobody, those of the rung after it, and at last whoever is one tier further up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState, Role
from models.pyramid import Unit
from pyramid.lookup import ancestors, duty_holders, group_of_unit, holders, unit_of
from pyramid.whom import Turn, Whom, on_turn, whose_turn


@dataclass(frozen=True, slots=True)
class Told:
    """One unit that is told: its group, if it has a chat, and its duty holders or those who hold the post."""

    unit: Unit
    group_id: int | None
    user_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """All who are told, lowest first. `skipped` are those who were to be told first and are nobody."""

    told: tuple[Told, ...]
    skipped: tuple[Whom, ...]

    @property
    def unit(self) -> Unit | None:
        """The unit that answers for it now: the highest that is told."""
        return self.told[-1].unit if self.told else None

    @property
    def user_ids(self) -> tuple[int, ...]:
        """Everybody who is told by name."""
        return tuple(sorted({user_id for told in self.told for user_id in told.user_ids}))


NO_ROTA: Mapping[Role, Turn] = {}
TARGETS = "targets_of_batch"  # in session.info while a batch climbs: nobody's post changes within it


async def find_target(
    session: AsyncSession,
    owner_unit_id: int,
    to: Whom,
    *,
    today: date,
    after: Sequence[Whom] = (),
    rota: Mapping[Role, Turn] = NO_ROTA,
) -> Target:
    """Who is told; within a batch each unit and rung is looked up once. `after` are the rungs further up.

    `rota`: roles whose holders take turns.
    """
    key = (owner_unit_id, to, tuple(after) if to.is_post else (), bool(rota))
    known: dict[object, Target] = session.info.get(TARGETS, {})
    if key not in known:
        known[key] = await _look_up(session, owner_unit_id, to, after, _Duty(today, rota))
    return known[key]


@dataclass(frozen=True, slots=True)
class _Duty:
    """Whose turn it is depends on these."""

    today: date
    rota: Mapping[Role, Turn]


async def _look_up(session: AsyncSession, owner_unit_id: int, to: Whom, after: Sequence[Whom], duty: _Duty) -> Target:
    """A post that nobody holds is passed over for the next rung's, then for the tiers from there on."""
    owner = await unit_of(session, owner_unit_id)
    line = (owner, *await ancestors(session, owner.id))
    skipped: list[Whom] = []
    for whom in (to, *after) if to.is_post else ():
        if not whom.is_post:
            to = whom
            break
        told = await _holders_of(session, line, whom, duty.today)
        if told is not None:
            return Target((told,), tuple(skipped))
        skipped.append(whom)
    return await _from_tier_up(session, line, to, skipped, duty)


async def _holders_of(session: AsyncSession, line: Sequence[Unit], whom: Whom, today: date) -> Told | None:
    """Whoever holds the post in the unit of that tier, of one of its fields where it names any."""
    unit = next((each for each in line if each.tier is whom.tier), None)
    if unit is None or whom.role is None:
        return None
    found = await holders(session, unit.id, (whom.role,))
    fits = [each for each in found if not whom.fields or each.field in whom.fields]
    there = [each.user_id for each in fits if each.user_id is not None]
    users = tuple(whose_turn(there, whom.turn, today))
    return Told(unit, await _chat_of(session, unit), users) if users else None


async def _from_tier_up(
    session: AsyncSession, line: Sequence[Unit], to: Whom, skipped: list[Whom], duty: _Duty
) -> Target:
    """From the tier (never below the owner) upward until a unit has somebody on duty.

    A tier without duty holders is skipped, and the next one hears that; its group, if there is one, is told all the same.
    Nobody up to the head office: whoever has a chat on the way is told.
    """
    told: list[Told] = []
    for unit in [unit for unit in line if unit.tier.level <= to.level] or line[:1]:
        group_id = await _chat_of(session, unit)
        there = [each for each in await duty_holders(session, unit.id) if each.user_id is not None]
        users = tuple(each.user_id for each in on_turn(there, duty.rota, duty.today) if each.user_id is not None)
        if group_id is not None or users:
            told.append(Told(unit, group_id, users))
        if users:
            break
        skipped.append(Whom(unit.tier))
    return Target(tuple(told), tuple(skipped))


async def _chat_of(session: AsyncSession, unit: Unit) -> int | None:
    group = await group_of_unit(session, unit.id)
    has_chat = group is not None and group.chat_id is not None and group.state is not GroupState.LEFT
    return group.id if group is not None and has_chat else None
