"""Who could take over a unit whose leader is gone: those who hold another post there, beside it, or just above."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import DUTY_ROLES, Role
from models.pii import Pii
from pyramid.lookup import ancestors, children, duty_holders, holders, unit_of
from pyramid.store import people as store

MOST = 8  # more buttons are not read


@dataclass(frozen=True, slots=True)
class Heir:
    """Somebody with an account. `role` in the unit called `unit` is what they do today."""

    person_id: int
    name: Pii
    role: Role
    unit: str


async def heirs(session: AsyncSession, unit_id: int) -> list[Heir]:
    """Nearest first; nobody who leads the unit already."""
    unit = await unit_of(session, unit_id)
    others = tuple(role for role in Role if role not in DUTY_ROLES[unit.tier])
    above = (await ancestors(session, unit.id))[:1]
    beside = [each for parent in above for each in await children(session, parent.id) if each.id != unit.id]
    found = [(holder, unit.name) for holder in await holders(session, unit.id, others)]
    for each in (*beside, *above):
        found += [(holder, each.name) for holder in await duty_holders(session, each.id)]
    leaders = {holder.person_id for holder in await duty_holders(session, unit.id)}
    chosen: dict[int, Heir] = {}
    for holder, place in found:
        person = await store.person_by_id(session, holder.person_id)
        if person is None or holder.user_id is None or holder.person_id in leaders or len(chosen) >= MOST:
            continue
        chosen.setdefault(person.id, Heir(person.id, Pii(person.name), holder.role, place))
    return list(chosen.values())
