"""Who holds which post in a unit today, and who could be given one there."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import DUTY_ROLES, Role
from models.pii import Pii
from models.pyramid import Person, Post, Unit
from pyramid.heirs import heirs
from pyramid.lookup import children
from pyramid.posts import Held
from pyramid.store import people as people_store
from pyramid.store import posts as store

MOST = 10  # more buttons are not read
LEADING = tuple(role for roles in DUTY_ROLES.values() for role in roles)


async def people_of(session: AsyncSession, unit_ids: Collection[int], roles: Collection[Role] = ()) -> list[Held]:
    """All posts of these units, or those of some roles."""
    return [
        Held(post, person, user, Pii(name), role, field, unit)
        for post, person, user, name, role, field, unit in await store.posts_in(session, unit_ids, roles)
    ]


async def post_held(session: AsyncSession, post_id: int) -> tuple[Held, Post, Person, Unit]:
    """One post; LookupError if there is none or it has ended."""
    found = await store.person_of_post(session, post_id)
    if found is None or found[0].valid_to is not None:
        raise LookupError(f"no post {post_id}")
    post, person, unit = found
    held = Held(post.id, person.id, person.user_id, Pii(person.name), post.role, post.field, unit.id)
    return held, post, person, unit


async def candidates(session: AsyncSession, unit_id: int, without: Collection[int] = ()) -> dict[int, Pii]:
    """Person id → name of those who work in the unit, beside it, just above or below, with an account; nearest first."""
    found = {each.person_id: each.name for each in await people_of(session, [unit_id]) if each.user_id is not None}
    found |= {heir.person_id: heir.name for heir in await heirs(session, unit_id)}
    below = await children(session, unit_id)
    for each in await people_of(session, [unit.id for unit in below], LEADING):
        if each.user_id is not None:
            found.setdefault(each.person_id, each.name)
    kept = [(person, name) for person, name in found.items() if person not in without]
    return dict(kept[:MOST])


async def person_today(session: AsyncSession, person_id: int) -> Person | None:
    """Somebody by their row."""
    return await people_store.person_by_id(session, person_id)
