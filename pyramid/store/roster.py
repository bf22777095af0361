"""SQL of the roster: whole tables in and out with a few statements."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, cast, delete, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.base import Base
from models.kinds import GroupState, Role, Tier
from models.pyramid import EnrolmentCode, FormerChat, Group, Person, Post, Unit, UnitVersion

CHUNK = 5000  # bound values in one statement


def chunks(values: Collection[int]) -> Iterator[list[int]]:
    """Lists short enough for an IN."""
    ordered = list(values)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


async def all_units(
    session: AsyncSession,
) -> list[tuple[int, str, int | None, Tier, str, str, datetime | None, int | None]]:
    """(id, code, parent, tier, kind, name, retired at, successor) of every unit."""
    found = await session.execute(
        select(Unit.id, Unit.code, Unit.parent_id, Unit.tier, Unit.kind, Unit.name, Unit.valid_to, Unit.successor_id)
    )
    return [(*row,) for row in found]


async def all_chats(session: AsyncSession) -> list[tuple[int, int | None, int | None, GroupState, int | None]]:
    """(group, unit, chat, state, bot) of every group; nobody else binds one until we are done."""
    found = await session.execute(
        select(Group.id, Group.unit_id, Group.chat_id, Group.state, Group.bot_id).with_for_update()
    )
    return [(*row,) for row in found]


async def all_former_chats(session: AsyncSession) -> list[tuple[int, int]]:
    """(former chat, group)."""
    return [(*row,) for row in await session.execute(select(FormerChat.chat_id, FormerChat.group_id))]


async def all_posts(session: AsyncSession) -> list[tuple[int, int, int | None, str, str, Role, str, int]]:
    """(post, person, user, name, language, role, field, unit) of today; nobody else claims one until we are done."""
    found = await session.execute(
        select(
            Post.id, Post.person_id, Person.user_id, Person.name, Person.language, Post.role, Post.field, Post.unit_id
        )
        .join(Person, Person.id == Post.person_id)
        .where(Post.valid_to.is_(None))
        .order_by(Post.id)
        .with_for_update()
    )
    return [(*row,) for row in found]


async def people_by_users(session: AsyncSession, users: Collection[int]) -> list[tuple[int, int, str, str]]:
    """(person, user, name, language) of these Telegram accounts."""
    people: list[tuple[int, int, str, str]] = []
    for some in chunks(users):
        found = await session.execute(
            select(Person.id, Person.user_id, Person.name, Person.language).where(Person.user_id.in_(some))
        )
        people += [(person, user or 0, name, language) for person, user, name, language in found]
    return people


async def people_with_links(session: AsyncSession, now: datetime) -> set[int]:
    """Persons whose personal link still opens."""
    found = await session.scalars(
        select(EnrolmentCode.person_id).where(
            EnrolmentCode.purpose == "post", EnrolmentCode.used_at.is_(None), EnrolmentCode.expires_at > now
        )
    )
    return {person for person in found if person is not None}


async def insert_units(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """New units; returns code → id."""
    found = await session.execute(insert(Unit).returning(Unit.id, Unit.code), list(rows))
    return {code: unit_id for unit_id, code in found}


async def insert_people(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """New people; returns their ids in the order of `rows`."""
    found = await session.scalars(insert(Person).returning(Person.id, sort_by_parameter_order=True), list(rows))
    return list(found)


async def insert_rows(session: AsyncSession, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """New rows of any table; each names the same columns."""
    if rows:
        await session.execute(insert(table), list(rows))


async def update_rows(session: AsyncSession, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write columns of many rows by `id`; each mapping names the same columns."""
    if not rows:
        return
    columns = [name for name in rows[0] if name != "id"]
    core = table.__table__
    statement = (
        update(table)
        .where(core.c.id == bindparam("row_id"))
        .values({name: bindparam(f"new_{name}") for name in columns})
    )
    values = [{"row_id": row["id"]} | {f"new_{name}": row[name] for name in columns} for row in rows]
    await (await session.connection()).execute(statement, values)


async def write_paths(session: AsyncSession) -> None:
    """Every living unit's path follows its parent's, from the top down."""
    parent = aliased(Unit)
    for tier in Tier:
        above = select(parent.path).where(parent.id == Unit.parent_id).scalar_subquery()
        top = literal("/") if tier is Tier.HQ else above
        path = top.concat(cast(Unit.id, String)).concat("/")
        await session.execute(
            update(Unit)
            .where(Unit.tier == tier, Unit.valid_to.is_(None), Unit.path != path)
            .values(path=path)
            .execution_options(synchronize_session=False)
        )


async def close_versions(session: AsyncSession, unit_ids: Collection[int], now: datetime) -> None:
    """The way these units stood ends now."""
    for some in chunks(unit_ids):
        await session.execute(
            update(UnitVersion)
            .where(UnitVersion.unit_id.in_(some), UnitVersion.valid_to.is_(None))
            .values(valid_to=now)
            .execution_options(synchronize_session=False)
        )


async def end_posts(session: AsyncSession, post_ids: Collection[int], now: datetime) -> None:
    """These posts end now."""
    for some in chunks(post_ids):
        await session.execute(
            update(Post).where(Post.id.in_(some)).values(valid_to=now).execution_options(synchronize_session=False)
        )


async def clear_seats(session: AsyncSession, group_ids: Collection[int]) -> None:
    """These groups have neither unit nor chat, until they are given what they shall have."""
    for some in chunks(group_ids):
        await session.execute(
            update(Group)
            .where(Group.id.in_(some))
            .values(unit_id=None, chat_id=None)
            .execution_options(synchronize_session=False)
        )


async def group_id_of_chat(session: AsyncSession, chat_id: int) -> int:
    """The row of a chat that was written a moment ago."""
    return (await session.scalars(select(Group.id).where(Group.chat_id == chat_id))).one()


async def forget_links(session: AsyncSession, person_ids: Collection[int]) -> None:
    """Personal links of these people open nothing any more."""
    for some in chunks(person_ids):
        await session.execute(
            delete(EnrolmentCode)
            .where(EnrolmentCode.purpose == "post", EnrolmentCode.person_id.in_(some))
            .execution_options(synchronize_session=False)
        )


async def delete_idle_people(session: AsyncSession, person_ids: Collection[int]) -> None:
    """Of these, people without an account who hold no post at all, now or ever, are no people."""
    for some in chunks(person_ids):
        await session.execute(
            delete(Person)
            .where(Person.id.in_(some), Person.user_id.is_(None), Person.id.not_in(select(Post.person_id).distinct()))
            .execution_options(synchronize_session=False)
        )
