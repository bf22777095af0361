"""Who is told at a rung: the tier's group and duty holders, or, where there is nobody, those one tier further up."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState, Tier
from models.pyramid import Unit
from pyramid.lookup import ancestors, duty_holders, group_of_unit, unit_of


@dataclass(frozen=True, slots=True)
class Told:
    """One unit that is told: its group, if it has a chat, and its duty holders."""

    unit: Unit
    group_id: int | None
    user_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """All who are told, lowest first. `skipped` are tiers that had nobody on duty."""

    told: tuple[Told, ...]
    skipped: tuple[Tier, ...]

    @property
    def unit(self) -> Unit | None:
        """The unit that answers for it now: the highest that is told."""
        return self.told[-1].unit if self.told else None


TARGETS = "targets_of_batch"  # in session.info while a batch climbs: nobody's post changes within it


async def find_target(session: AsyncSession, owner_unit_id: int, to: Tier) -> Target:
    """Who is told; within a batch each unit and tier is looked up once."""
    known: dict[tuple[int, Tier], Target] | None = session.info.get(TARGETS)
    if known is None:
        return await _look_up(session, owner_unit_id, to)
    if (owner_unit_id, to) not in known:
        known[owner_unit_id, to] = await _look_up(session, owner_unit_id, to)
    return known[owner_unit_id, to]


async def _look_up(session: AsyncSession, owner_unit_id: int, to: Tier) -> Target:
    """From tier `to` (never below the owner) upward until a unit has somebody on duty.

    A tier without duty holders is skipped, and the next one hears that; its group, if there is one, is told all the same.
    Nobody up to the head office: whoever has a chat on the way is told.
    """
    owner = await unit_of(session, owner_unit_id)
    line = [unit for unit in (owner, *await ancestors(session, owner.id)) if unit.tier.level <= to.level]
    told: list[Told] = []
    skipped: list[Tier] = []
    for unit in line or [owner]:
        group = await group_of_unit(session, unit.id)
        has_chat = group is not None and group.chat_id is not None and group.state is not GroupState.LEFT
        users = tuple(each.user_id for each in await duty_holders(session, unit.id) if each.user_id is not None)
        if group is not None and has_chat:
            told.append(Told(unit, group.id, users))
        elif users:
            told.append(Told(unit, None, users))
        if users:
            break
        skipped.append(unit.tier)
    return Target(tuple(told), tuple(skipped))
