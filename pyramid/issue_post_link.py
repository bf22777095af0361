"""Somebody above a post gets a new personal link for its holder, for example because the first one was lost."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Role
from models.pyramid import EnrolmentCode
from pyramid import codes
from pyramid.actor import Actor
from pyramid.lookup import unit_of
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal
from pyramid.store import codes as store
from pyramid.store import people as people_store
from pyramid.store.rows import write


@dataclass(frozen=True, slots=True)
class PostLink:
    """To be handed to the holder: a private chat opened with "/start <payload>" claims the post. Shown this once."""

    payload: str
    role: Role
    unit_id: int
    expires_at: datetime


async def issue_post_link(session: AsyncSession, post_id: int, actor: Actor, *, now: datetime) -> PostLink | Refusal:
    """A one-time link for a post that nobody has claimed; an earlier one is void. LookupError for an unknown post."""
    post = await people_store.post_by_id(session, post_id)
    person = None if post is None else await people_store.person_by_id(session, post.person_id)
    if post is None or person is None:
        raise LookupError(f"no post {post_id}")
    unit = await unit_of(session, post.unit_id)
    refusal = may(actor, Action.ISSUE_LINK, Thing(path=unit.path, tier=unit.tier, post_role=post.role))
    if refusal is not None:
        return refusal
    if post.valid_to is not None or unit.valid_to is not None:
        return Refusal("refusal_pyramid.post_ended")
    if person.user_id is not None:
        return Refusal("refusal_pyramid.post_held")
    await store.forget_codes(session, "post", person_id=person.id)
    code = codes.new_link_code()
    expires_at = now + codes.POST_LINK_LIFE
    await write(
        session,
        EnrolmentCode(
            code_hash=codes.hashed(code),
            purpose="post",
            unit_id=unit.id,
            person_id=person.id,
            issued_by=actor.user_id,
            issued_at=now,
            expires_at=expires_at,
        ),
    )
    return PostLink(codes.POST_LINK_PREFIX + code, post.role, unit.id, expires_at)


async def link_of(session: AsyncSession, link: PostLink, bot_id: int | None) -> str:
    """The address that its holder opens; empty while no bot is known by name."""
    username = await store.bot_name(session, bot_id)
    return f"https://t.me/{username}?start={link.payload}" if username else ""
