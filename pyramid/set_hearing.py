"""The leader says who is heard in the own group: residents' words wait for a 对, are taken at once, or only emergencies are."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.pyramid import Unit
from pyramid.actor import Actor
from pyramid.habits import HEARING
from pyramid.permissions import Action, Thing, may
from pyramid.policy import Hearing
from pyramid.refusal import Refusal
from pyramid.store import habits as store


async def set_hearing(session: AsyncSession, unit_id: int, actor: Actor, hearing: Hearing | None) -> Unit | Refusal:
    """Remembered with the unit; None: as the policy says. Emergencies and role holders are heard in any case."""
    unit = await store.unit_to_change(session, unit_id)
    if unit is None:
        return Refusal("refusal_pyramid.denied")
    refused = may(actor, Action.SET_HABITS, Thing(path=unit.path, tier=unit.tier))
    if refused is not None:
        return refused
    rest = {name: value for name, value in (unit.habits or {}).items() if name != HEARING}
    await store.save(session, unit, rest if hearing is None else {**rest, HEARING: hearing.value})
    return unit
