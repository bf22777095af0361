"""Who is on duty today in the units of somebody with posts and in those above: with turns taken and leaves minded."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties import store
from models.pii import Pii
from models.pyramid import Unit
from pyramid.actor import Actor
from pyramid.lookup import Holder, ancestors, duty_holders, unit_of
from pyramid.policy import Policy
from pyramid.whom import on_turn


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One unit: who is on duty, each with whether it is their turn where turns are taken."""

    unit: Unit
    people: tuple[tuple[Holder, Pii, bool], ...]


async def who_is_on(session: AsyncSession, actor: Actor, *, policy: Policy, now: datetime) -> list[OnDuty]:
    """Lowest unit first; empty for somebody without a post."""
    units: dict[int, Unit] = {}
    for hat in actor.hats:
        own = await unit_of(session, hat.unit_id)
        units |= {unit.id: unit for unit in (own, *await ancestors(session, own.id))}
    found = []
    for unit in sorted(units.values(), key=lambda unit: (-unit.tier.level, unit.id)):
        holders = await duty_holders(session, unit.id)
        today = policy.calendar_at(unit.path).local_date(now)
        reachable = [each for each in holders if each.user_id is not None]
        chosen = {id(each) for each in on_turn(reachable, policy.rota, today)}
        people = [(each, await store.name_of(session, each.person_id), id(each) in chosen) for each in holders]
        found.append(OnDuty(unit, tuple(people)))
    return found
