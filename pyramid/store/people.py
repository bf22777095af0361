"""SQL about people and their posts."""

from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import Select, bindparam, literal, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.at_hand import UNKNOWN, find
from models.duties import Absence
from models.fieldwork import Handover
from models.kinds import Role
from models.pyramid import Person, Post, Unit
from models.shelves import HATS, PEOPLE


async def person_by_user(session: AsyncSession, user_id: int) -> Person | None:
    """Who has this Telegram account."""
    known = find(session, PEOPLE, user_id)
    if known is UNKNOWN:
        known = await session.scalar(select(Person).where(Person.user_id == user_id))
    return cast("Person | None", known)


_PERSONS: Select[Person] = select(Person).where(Person.user_id.in_(bindparam("users", expanding=True)))


async def persons_by_users(session: AsyncSession, user_ids: Collection[int]) -> Sequence[Person]:
    """Who has these Telegram accounts."""
    return (await session.scalars(_PERSONS, {"users": list(user_ids)})).all()


async def person_by_id(session: AsyncSession, person_id: int) -> Person | None:
    """A person."""
    return await session.get(Person, person_id)


_THESE: Any = bindparam("people", expanding=True)
_HAT = (Post.role, Post.unit_id, Unit.tier, Unit.path, Post.field)
_TODAY = (Post.valid_to.is_(None), Unit.valid_to.is_(None))
_HATS: Any = union_all(
    select(Post.person_id, *_HAT, literal(0).label("place"), Post.id.label("post_id"))
    .join(Unit, Unit.id == Post.unit_id)
    .where(Post.person_id.in_(_THESE), *_TODAY),
    select(Absence.substitute_id, *_HAT, literal(1), Post.id)
    .join(Unit, Unit.id == Post.unit_id)
    .join(Absence, Absence.person_id == Post.person_id)
    .where(Absence.is_on, Absence.substitute_id.in_(_THESE), *_TODAY),
).order_by("place", "post_id")


async def hats_of(session: AsyncSession, person_id: int) -> list[tuple[Any, ...]]:
    """(role, unit id, tier, path, field) of today's posts in living units."""
    known = find(session, HATS, person_id)
    if known is not UNKNOWN:
        return cast("list[tuple[Any, ...]]", known)
    return (await hats_of_all(session, [person_id])).get(person_id, [])


async def hats_of_all(session: AsyncSession, person_ids: Collection[int]) -> dict[int, list[tuple[Any, ...]]]:
    """The same by person; own posts first, then those of people who are away and have named them."""
    hats: dict[int, list[tuple[Any, ...]]] = {}
    for person_id, *hat, _place, _post_id in await session.execute(_HATS, {"people": list(person_ids)}):
        worn = hats.setdefault(person_id, [])
        if tuple(hat) not in worn:
            worn.append(tuple(hat))
    return hats


_STAND_IN = aliased(Person)
_STAFF: Any = (
    select(
        *(Person.user_id, Person.id, Post.role, Person.language, Post.unit_id, Post.field),
        *(Absence.person_id, _STAND_IN.user_id, _STAND_IN.id, _STAND_IN.language),
    )
    .select_from(Post)
    .join(Person, Person.id == Post.person_id)
    .outerjoin(Absence, (Absence.person_id == Person.id) & Absence.is_on)
    .outerjoin(_STAND_IN, _STAND_IN.id == Absence.substitute_id)
    .where(
        Post.unit_id == bindparam("unit"), Post.role.in_(bindparam("roles", expanding=True)), Post.valid_to.is_(None)
    )
    .order_by(Post.valid_from, Post.id)
)


async def staff_of(
    session: AsyncSession, unit_id: int, roles: Collection[Role]
) -> tuple[list[tuple[Any, ...]], dict[int, tuple[int | None, int, str] | None]]:
    """Today's posts as (user id, person id, role, language, unit id, field), the longest-serving first; and who of them is away.

    Person who is away → (user id, person id, language) of whoever stands in; None if nobody does.
    """
    posts: dict[tuple[Any, ...], None] = {}
    away: dict[int, tuple[int | None, int, str] | None] = {}
    for *post, absent, user_id, person_id, language in await session.execute(
        _STAFF, {"unit": unit_id, "roles": list(roles)}
    ):
        posts[tuple(post)] = None
        if absent is not None:
            away[absent] = (user_id, person_id, language or "") if person_id is not None else None
    return list(posts), away


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
