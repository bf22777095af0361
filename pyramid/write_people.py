"""The planned posts are written; those whose holder is unknown get a personal link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Role
from models.pii import Pii
from models.pyramid import EnrolmentCode, Person, Post
from pyramid import codes
from pyramid.roster_people import KnownPerson, KnownPost, PeoplePlan
from pyramid.store import roster as store


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """A post without a known holder, and the code that its holder opens: "/start p_<code>". It is shown this once."""

    unit: str  # code
    role: Role
    field: str
    name: Pii
    code: str


async def read_posts(
    session: AsyncSession, codes_by_id: Mapping[int, str], users: Sequence[int]
) -> tuple[list[KnownPost], dict[int, KnownPerson]]:
    """Today's posts, and those of `users` that are known already, by user id."""
    posts = [
        KnownPost(post, KnownPerson(person, user, name, language), role, field, codes_by_id[unit])
        for post, person, user, name, language, role, field, unit in await store.all_posts(session)
    ]
    people = {
        user: KnownPerson(person, user, name, language)
        for person, user, name, language in await store.people_by_users(session, sorted(set(users)))
    }
    return posts, people


async def write_people(
    session: AsyncSession, plan: PeoplePlan, unit_ids: Mapping[str, int], *, now: datetime
) -> list[PersonalLink]:
    """Make people and posts those of the plan; returns the links of posts that nobody has claimed and that had none."""
    new_ids = []
    if plan.new_people:
        rows = [{"user_id": row.user_id, "name": row.name, "language": row.language} for row in plan.new_people]
        new_ids = await store.insert_people(session, rows)

    def person_id(reference: int) -> int:
        return reference if reference > 0 else new_ids[-reference - 1]

    claimed = [(post, person_id(person), user) for post, person, user in plan.held]
    own = [{"id": person, "user_id": user} for post, person, user in claimed if person == post.person.id]
    handed = [
        {"id": post.id, "person_id": person, "valid_from": now}
        for post, person, _ in claimed
        if person != post.person.id
    ]
    await store.update_rows(session, Person, own)
    await store.update_rows(session, Post, handed)
    await store.forget_links(session, [post.person.id for post, _, _ in claimed])
    await store.delete_idle_people(session, [post.person.id for post, _, _ in claimed])

    await store.insert_rows(
        session,
        Post,
        [
            {
                "person_id": person_id(post.person),
                "unit_id": unit_ids[post.unit],
                "role": post.role,
                "field": post.field,
                "valid_from": now,
            }
            for post in plan.new_posts
        ],
    )
    await store.end_posts(session, [post.id for post in plan.ended], now)
    await store.forget_links(session, [post.person.id for post in plan.ended if post.person.user_id is None])
    await store.update_rows(session, Person, [{"id": key, "name": name} for key, name in plan.renamed.items()])
    await store.update_rows(session, Person, [{"id": key, "language": word} for key, word in plan.languages.items()])
    return await _issue_links(session, {code: unit for unit, code in unit_ids.items()}, now=now)


async def _issue_links(session: AsyncSession, units: Mapping[int, str], *, now: datetime) -> list[PersonalLink]:
    links, rows = [], []
    linked = await store.people_with_links(session, now)
    for _, person, user, name, _, role, field, unit in await store.all_posts(session):
        if user is not None or person in linked:
            continue
        code = codes.new_link_code()
        links.append(PersonalLink(units[unit], role, field, Pii(name), code))
        rows.append(
            {
                "code_hash": codes.hashed(code),
                "purpose": "post",
                "unit_id": unit,
                "person_id": person,
                "issued_at": now,
                "expires_at": now + codes.POST_LINK_LIFE,
            }
        )
    await store.insert_rows(session, EnrolmentCode, rows)
    return links
