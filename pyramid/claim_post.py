"""The holder of a post makes themself known: a one-time personal link, opened in private chat."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Priority
from models.pyramid import EnrolmentCode, Person, Post
from outbox.enqueue import Say, enqueue
from pyramid import codes
from pyramid.actor import Actor
from pyramid.lookup import ancestors, duty_holders
from pyramid.refusal import Refusal
from pyramid.store import codes as code_store
from pyramid.store import people as store
from pyramid.store.rows import write
from pyramid.tries import after_wrong_try, refuse_locked


@dataclass(frozen=True, slots=True)
class Claimed:
    """The posts that the person holds now; the bot welcomes the holder and tells those above by itself."""

    person_id: int
    post_ids: tuple[int, ...]


async def claim_post(session: AsyncSession, code: str, actor: Actor, *, now: datetime) -> Claimed | Refusal:
    """Open the personal link "p_<code>" (with or without "p_"). Five wrong ones lock the person for 15 minutes."""
    if actor.is_anonymous:
        return Refusal("refusal_pyramid.anonymous")
    tries = (f"user:{actor.user_id}",)
    refusal = await refuse_locked(session, tries, now=now)
    if refusal is not None:
        return refusal
    found = await _open_code(session, code.strip(), now=now)
    waiting = None if found is None else await _waiting_person(session, found)
    if found is None or waiting is None or not await code_store.use_code(session, found.code_hash, now):
        return await after_wrong_try(session, tries, "wrong_link", now=now)
    await code_store.forgive(session, tries)
    person, taken = await _become(session, waiting, actor.user_id, now=now)
    await _tell(session, taken, actor.user_id, now=now)
    return Claimed(person.id, tuple(post.id for post in await store.open_posts(session, person.id)))


async def _open_code(session: AsyncSession, code: str, *, now: datetime) -> EnrolmentCode | None:
    """A code may by chance begin with the sign that payloads begin with."""
    for each in (code.removeprefix(codes.POST_LINK_PREFIX), code):
        found = await code_store.open_code(session, "post", codes.hashed(each), now)
        if found is not None:
            return found
    return None


async def _waiting_person(session: AsyncSession, code: EnrolmentCode) -> Person | None:
    """Whom the link was made for, unless the roster has learnt their account meanwhile."""
    person = None if code.person_id is None else await store.person_by_id(session, code.person_id)
    return person if person is not None and person.user_id is None else None


async def _become(session: AsyncSession, waiting: Person, user_id: int, *, now: datetime) -> tuple[Person, list[Post]]:
    """The roster's person and the Telegram account are one. Who is known already takes over posts and name.

    Returns the person and the posts that were not theirs before.
    """
    posts = await store.open_posts(session, waiting.id)
    known = await store.person_by_user(session, user_id)
    if known is None:
        waiting.user_id = user_id
        await write(session)
        return waiting, posts
    held = {(post.unit_id, post.role, post.field) for post in await store.open_posts(session, known.id)}
    taken = [post for post in posts if (post.unit_id, post.role, post.field) not in held]
    for post in posts:
        if post in taken:
            post.person_id, post.valid_from = known.id, now
        else:  # they hold it under their account: one post is enough
            await store.delete_post(session, post)
    await write(session)
    await store.hand_posts_over(session, waiting.id, known.id)
    await code_store.give_codes_to(session, waiting.id, known.id)
    known.name = known.name or waiting.name
    known.language = known.language or waiting.language
    await store.delete_person(session, waiting)
    return known, taken


async def _tell(session: AsyncSession, posts: list[Post], user_id: int, *, now: datetime) -> None:
    says = [Say("post_welcome", user_id=user_id, priority=Priority.ANSWER)]
    for post in posts:
        for unit in await ancestors(session, post.unit_id):
            people = {holder.user_id for holder in await duty_holders(session, unit.id) if holder.user_id is not None}
            if people:
                says += [
                    Say("parent_told_claimed", post.id, user_id=superior, viewer=unit.tier)
                    for superior in sorted(people - {user_id})
                ]
                break
    await enqueue(session, says, now=now)
