"""A post ends, begins, or both: the rows only; what hangs on it is handed over in incidents/hands."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Role
from models.pyramid import Person, Post
from pyramid.store import people as people_store
from pyramid.store import posts as store
from pyramid.store.rows import write


@dataclass(frozen=True, slots=True)
class Turned:
    """Ids of the posts that ended and began, and of absences in which somebody else stands in now."""

    ended: tuple[int, ...] = ()
    begun: tuple[int, ...] = ()
    absences: tuple[int, ...] = ()


async def begin_post(
    session: AsyncSession, person_id: int, unit_id: int, role: Role, field: str, *, now: datetime
) -> tuple[int, ...]:
    """The id of the new post; nothing if they hold it already."""
    for post in await people_store.open_posts(session, person_id):
        if (post.unit_id, post.role, post.field) == (unit_id, role, field):
            return ()
    post = Post(person_id=person_id, unit_id=unit_id, role=role, field=field, valid_from=now)
    await write(session, post)
    return (post.id,)


async def new_person(session: AsyncSession, name: str) -> int:
    """Somebody who has no account yet: a personal link will tell it."""
    person = Person(name=name)
    await write(session, person)
    return person.id


async def end_post(session: AsyncSession, post: Post, successor_id: int | None, *, now: datetime) -> Turned:
    """It ends; the successor, if there is one, begins. Who holds no post any more stands in for nobody."""
    await store.end_posts(session, [post.id], now)
    begun: tuple[int, ...] = ()
    if successor_id is not None:
        begun = await begin_post(session, successor_id, post.unit_id, post.role, post.field, now=now)
    absences: list[int] = []
    if not await people_store.open_posts(session, post.person_id):
        absences = await store.stands_in(session, post.person_id, now)
        await store.give_absences(session, absences, successor_id)
    return Turned((post.id,), begun, tuple(absences))


async def turn_back(session: AsyncSession, turned: Turned, person_id: int | None, *, now: datetime) -> None:
    """As it was before: what ended goes on, what began is over."""
    await store.end_posts(session, turned.ended, None)
    await store.end_posts(session, turned.begun, now)
    await store.give_absences(session, turned.absences, person_id)
