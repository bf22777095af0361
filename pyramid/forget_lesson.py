"""What a group has taught is forgotten: the word counts again as it does everywhere."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.pyramid import Unit
from pyramid.actor import Actor
from pyramid.habits import without
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from pyramid.store import habits as store


async def forget_lesson(session: AsyncSession, unit_id: int, actor: Actor, kind: str, key: str) -> Unit | Refusal:
    """`kind` is drop or leaf. Forgetting what was never taught changes nothing."""
    unit = await store.unit_to_change(session, unit_id)
    if unit is None:
        return Refusal("refusal_pyramid.denied")
    refused = may(actor, Action.SET_HABITS, Thing(path=unit.path, tier=unit.tier))
    if refused is None:
        await store.save(session, unit, without(unit.habits, kind, key))
    return refused or unit
