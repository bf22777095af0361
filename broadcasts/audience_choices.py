"""To which units somebody may publish: what the picker offers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.rights import publishing_hat
from models.kinds import NoticeKind, Tier
from models.pyramid import Unit
from pyramid.actor import Actor
from pyramid.lookup import children, unit_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit, and which kinds of notice this person may publish to it and everything below."""

    unit_id: int
    name: str
    tier: Tier
    kinds: tuple[NoticeKind, ...]


async def audience_choices(session: AsyncSession, actor: Actor, *, under: int | None = None) -> list[Choice]:
    """The actor's own units, highest first; with `under`, the units directly below that one. Empty: may publish nowhere."""
    units: Sequence[Unit]
    if under is None:
        own = {hat.unit_id for hat in actor.hats}
        units = sorted(
            [await unit_of(session, unit_id) for unit_id in own], key=lambda unit: (unit.tier.level, unit.id)
        )
    else:
        units = await children(session, under)
    found = [Choice(unit.id, unit.name, unit.tier, kinds_for(actor, unit)) for unit in units]
    return [choice for choice in found if choice.kinds]


def kinds_for(actor: Actor, unit: Unit) -> tuple[NoticeKind, ...]:
    """Which kinds somebody may publish to a unit."""
    return tuple(kind for kind in NoticeKind if publishing_hat(actor, unit, kind) is not None)
