"""SQL about people and their posts."""

from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.at_hand import UNKNOWN, find
from models.duties import Absence
from models.fieldwork import Handover
from models.kinds import Role, Tier
from models.pyramid import Person, Post, Unit
from models.shelves import HATS, PEOPLE


async def person_by_user(session: AsyncSession, user_id: int) -> Person | None:
    """Who has this Telegram account."""
    known = find(session, PEOPLE, user_id)
    if known is UNKNOWN:
        known = await session.scalar(select(Person).where(Person.user_id == user_id))
    return cast("Person | None", known)


async def persons_by_users(session: AsyncSession, user_ids: Collection[int]) -> Sequence[Person]:
    """Who has these Telegram accounts."""
    return (await session.scalars(select(Person).where(Person.user_id.in_(user_ids)))).all()


async def person_by_id(session: AsyncSession, person_id: int) -> Person | None:
    """A person."""
    return await session.get(Person, person_id)


_HATS: Select[int, Role, int, Tier, str, str] = (
    select(Post.person_id, Post.role, Post.unit_id, Unit.tier, Unit.path, Post.field)
    .join(Unit, Unit.id == Post.unit_id)
    .where(Post.person_id.in_(bindparam("people", expanding=True)), Post.valid_to.is_(None), Unit.valid_to.is_(None))
    .order_by(Post.id)
)
_HATS_IN_STEAD: Select[int | None, Role, int, Tier, str, str] = (
    select(Absence.substitute_id, Post.role, Post.unit_id, Unit.tier, Unit.path, Post.field)
    .join(Unit, Unit.id == Post.unit_id)
    .join(Absence, Absence.person_id == Post.person_id)
    .where(
        Absence.is_on,
        Absence.substitute_id.in_(bindparam("people", expanding=True)),
        Post.valid_to.is_(None),
        Unit.valid_to.is_(None),
    )
    .order_by(Post.id)
)


async def hats_of(session: AsyncSession, person_id: int) -> list[tuple[Any, ...]]:
    """(role, unit id, tier, path, field) of today's posts in living units."""
    known = find(session, HATS, person_id)
    if known is not UNKNOWN:
        return cast("list[tuple[Any, ...]]", known)
    return (await hats_of_all(session, [person_id])).get(person_id, [])


async def hats_of_all(session: AsyncSession, person_ids: Collection[int]) -> dict[int, list[tuple[Any, ...]]]:
    """The same by person; own posts first, then those of people who are away and have named them."""
    hats: dict[int | None, list[tuple[Any, ...]]] = {}
    for wish in (_HATS, _HATS_IN_STEAD):
        for person_id, *hat in await session.execute(wish, {"people": list(person_ids)}):
            worn = hats.setdefault(person_id, [])
            if tuple(hat) not in worn:
                worn.append(tuple(hat))
    return {person_id: worn for person_id, worn in hats.items() if person_id is not None}


async def stand_ins(
    session: AsyncSession, person_ids: Collection[int]
) -> dict[int, tuple[int | None, int, str] | None]:
    """Who of these people is away now → (user id, person id, language) of whoever stands in; None if nobody does."""
    if not person_ids:
        return {}
    found = await session.execute(
        select(Absence.person_id, Person.user_id, Person.id, Person.language)
        .outerjoin(Person, Person.id == Absence.substitute_id)
        .where(Absence.is_on, Absence.person_id.in_(person_ids)),
    )
    return {
        away: (user, person, language or "") if person is not None else None for away, user, person, language in found
    }


async def holders_of(
    session: AsyncSession, unit_ids: Collection[int], roles: Collection[Role]
) -> list[tuple[Any, ...]]:
    """(user id, person id, role, language, unit id, field) of today's posts, the longest-serving first."""
    found = await session.execute(
        select(Person.user_id, Person.id, Post.role, Person.language, Post.unit_id, Post.field)
        .join(Person, Person.id == Post.person_id)
        .where(Post.unit_id.in_(unit_ids), Post.role.in_(roles), Post.valid_to.is_(None))
        .order_by(Post.valid_from, Post.id),
    )
    return [tuple(row) for row in found]


async def open_posts(session: AsyncSession, person_id: int) -> list[Post]:
    """Today's posts of a person."""
    found = await session.scalars(select(Post).where(Post.person_id == person_id, Post.valid_to.is_(None)))
    return list(found)


async def hand_posts_over(session: AsyncSession, from_person: int, to_person: int) -> None:
    """All posts of one person become another's: it turned out that they are the same."""
    await session.execute(update(Post).where(Post.person_id == from_person).values(person_id=to_person))
    for column in (Handover.person_id, Handover.successor_id):
        await session.execute(update(Handover).where(column == from_person).values({column.key: to_person}))


async def post_by_id(session: AsyncSession, post_id: int) -> Post | None:
    """A post, of today or ended."""
    return await session.get(Post, post_id)


async def delete_post(session: AsyncSession, post: Post) -> None:
    """A post that somebody holds already."""
    await session.delete(post)


async def delete_person(session: AsyncSession, person: Person) -> None:
    """Somebody who turned out to be somebody else."""
    await session.delete(person)
    await session.flush()
