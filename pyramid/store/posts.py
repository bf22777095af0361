"""SQL about posts that change hands."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.duties import Absence
from models.kinds import Role
from models.pyramid import Person, Post, Unit


async def posts_in(
    session: AsyncSession, unit_ids: Collection[int], roles: Collection[Role] = ()
) -> list[tuple[Any, ...]]:
    """(post id, person id, user id, name, role, field, unit id) of today, in the order in which they began."""
    wanted = [Post.unit_id.in_(unit_ids), Post.valid_to.is_(None)]
    found = await session.execute(
        select(Post.id, Person.id, Person.user_id, Person.name, Post.role, Post.field, Post.unit_id)
        .join(Person, Person.id == Post.person_id)
        .where(*wanted, *([Post.role.in_(roles)] if roles else []))
        .order_by(Post.id)
    )
    return [tuple(row) for row in found]


async def posts_by_ids(session: AsyncSession, ids: Collection[int]) -> list[Post]:
    """Posts of any time."""
    return list(await session.scalars(select(Post).where(Post.id.in_(ids)).order_by(Post.id)))


async def person_of_post(session: AsyncSession, post_id: int) -> tuple[Post, Person, Unit] | None:
    """A post with its holder and its unit."""
    found = await session.execute(
        select(Post, Person, Unit)
        .join(Person, Person.id == Post.person_id)
        .join(Unit, Unit.id == Post.unit_id)
        .where(Post.id == post_id)
    )
    row = found.one_or_none()
    return None if row is None else (row[0], row[1], row[2])


async def stands_in(session: AsyncSession, person_id: int, now: datetime) -> list[int]:
    """Ids of the absences, of now and planned ones, in which this person stands in."""
    found = await session.scalars(
        select(Absence.id).where(Absence.substitute_id == person_id, or_(Absence.is_on, Absence.from_at > now))
    )
    return list(found)


async def give_absences(session: AsyncSession, ids: Collection[int], substitute_id: int | None) -> None:
    """Somebody else stands in, or nobody."""
    await session.execute(update(Absence).where(Absence.id.in_(ids)).values(substitute_id=substitute_id))


async def end_posts(session: AsyncSession, ids: Collection[int], at: datetime | None) -> None:
    """These posts ended then; None: they go on."""
    for post in await posts_by_ids(session, ids):
        post.valid_to = at
    await session.flush()
