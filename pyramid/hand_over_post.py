"""Somebody above names who leads a unit from now on: the post of whoever led it ends, the successor's begins."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import DUTY_ROLES, Priority, Role
from models.pyramid import Post
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor
from pyramid.heirs import heirs
from pyramid.lookup import holders, unit_of
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from pyramid.store import people as store
from pyramid.store.rows import write


@dataclass(frozen=True, slots=True)
class HandedOver:
    """`former` are the accounts of those who led the unit until now; `ended` and `begun` the posts."""

    unit: str
    role: Role
    user_id: int
    former: tuple[int, ...]
    ended: tuple[int, ...] = ()
    begun: tuple[int, ...] = ()


async def hand_over_post(
    session: AsyncSession, unit_id: int, person_id: int, actor: Actor, *, now: datetime
) -> HandedOver | Refusal:
    """Only those that `heirs` offers can be named. The successor is welcomed in private; a roster may say otherwise later."""
    unit = await unit_of(session, unit_id)
    refusal = may(actor, Action.NAME_SUCCESSOR, Thing(path=unit.path, tier=unit.tier))
    if refusal is not None:
        return refusal
    person = await store.person_by_id(session, person_id)
    offered = {heir.person_id for heir in await heirs(session, unit.id)}
    if unit.valid_to is not None or person is None or person.user_id is None or person.id not in offered:
        return Refusal("refusal_heir.not_offered", {"unit": unit.name})
    role = DUTY_ROLES[unit.tier][0]
    held = await holders(session, unit.id, (role,))
    known = [holder for holder in held if holder.user_id is not None]
    # Where several share the work, those who can be reached keep it: who of them is gone is not for us to guess.
    former = held if len(known) <= 1 else [holder for holder in held if holder.user_id is None]
    ended = []
    for holder in former:
        for post in await store.open_posts(session, holder.person_id):
            if post.unit_id == unit.id and post.role is role:
                post.valid_to = now
                ended.append(post.id)
    begun = Post(person_id=person.id, unit_id=unit.id, role=role, valid_from=now)
    await write(session, begun)
    await enqueue(session, [Say("post_welcome", user_id=person.user_id, priority=Priority.ANSWER)], now=now)
    gone = tuple(holder.user_id for holder in former if holder.user_id is not None)
    return HandedOver(unit.name, role, person.user_id, gone, tuple(ended), (begun.id,))
