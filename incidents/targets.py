"""To whom a matter can be given instead: colleagues in its unit, the grids beside it, the community above."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.store import chats as chat_store
from models.kinds import Role, Tier
from pyramid.lookup import children, duty_holders, unit_at_tier
from pyramid.tree import is_within

MOST_TARGETS = 12


@dataclass(frozen=True, slots=True)
class Target:
    """One choice. `arg` is "u<unit id>" or "p<user id>"; a person's label is a masked name beside the role."""

    label: str
    arg: str
    role: Role | None = None


async def targets_of(session: AsyncSession, case: Case, *, with_people: bool, reaches: str) -> list[Target]:
    """The choices below the path that the chooser commands (`reaches`)."""
    targets: list[Target] = []
    if with_people:
        staff = [each for each in await duty_holders(session, case.owner.id) if each.user_id is not None]
        others = [each for each in staff if each.user_id != case.incident.claimed_by]
        names = await chat_store.names_of(session, [each.user_id for each in others if each.user_id is not None])
        for each in others:
            name = names[each.user_id].for_viewer("chooser") if each.user_id in names else ""
            targets.append(Target(f"{name[:1]}*", f"p{each.user_id}", each.role))
    community = await unit_at_tier(session, case.owner.id, Tier.COMMUNITY)
    if community is not None:
        units = [*await children(session, community.id), community]
        fits = [
            unit for unit in units if is_within(unit.path, reaches) and (not with_people or unit.id != case.owner.id)
        ]
        targets += [Target(unit.name, f"u{unit.id}") for unit in fits]
    return targets[:MOST_TARGETS]
