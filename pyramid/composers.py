"""What the pyramid says: in chats that come and go, to those above them, to people who take up a post."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState, Tier
from models.pyramid import Group, Unit
from outbox.lanes import Composer
from outbox.message import Composed, Deed, Message, Request, Stale
from pyramid.announce_consent import compose_consent_news
from pyramid.ask_board import compose_board
from pyramid.consent import CONSENT_VERSION
from pyramid.lookup import ancestors, unit_of, unit_today
from pyramid.standing import lacks
from pyramid.store import groups as group_store
from pyramid.store import people as people_store
from pyramid.write_units import TIME_TO_BIND
from texts.render import line, render

MINUTES = int(TIME_TO_BIND.total_seconds() // 60)
NO_UNIT = Stale("the chat has no unit any more")


async def compose_welcome(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """In a chat that is no unit's: what we are, how it is bound, how long we stay."""
    group = await _group(session, request)
    if group.state not in (GroupState.UNBOUND, GroupState.BOUND):
        return Stale("the bot is not there any more")
    unit = None if group.unit_id is None else await unit_of(session, group.unit_id)
    return Message(render("group_welcome", request.language, unit=unit.name if unit else "", minutes=MINUTES))


async def compose_bound(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """In a chat that became a unit's: whose it is, what may be said here, what is missing."""
    group = await _group(session, request)
    if group.unit_id is None:
        return NO_UNIT
    unit = await unit_today(session, group.unit_id)
    group.consent_version = CONSENT_VERSION  # this is the message that tells them
    above = [each.name for each in await ancestors(session, unit.id)]
    return Message(
        render(
            "group_bound",
            request.language,
            unit=unit.name,
            above=" · ".join(reversed(above)),
            is_lowest=unit.tier is Tier.MICRO_GRID,
            consent=line("consent.group", request.language),
            missing=_missing(group, request.language),
        )
    )


async def compose_lacks(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """What the bot needs in this chat and does not have; once it has all, that."""
    group = await _group(session, request)
    if group.unit_id is None:
        return NO_UNIT
    missing = _missing(group, request.language)
    if not missing and not request.is_edit:
        return Stale("nothing is missing any more")
    return Message(render("group_lacks", request.language, missing=missing))


async def compose_released(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """In a chat whose unit meets elsewhere, or is no more."""
    group = await _group(session, request)
    if group.state is not GroupState.UNBOUND:
        return Stale("the chat has a unit again, or the bot has left")
    return Message(render("group_released", request.language, minutes=MINUTES))


async def compose_kicked(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Above: the bot is no longer in a unit's chat."""
    group = await _group(session, request)
    if group.unit_id is None or (group.state is not GroupState.AWAY and not request.is_edit):
        return Stale("the bot is back")
    return await _about(session, request, group)


async def compose_back(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Above: it is there again."""
    group = await _group(session, request)
    if group.unit_id is None or (group.state is not GroupState.BOUND and not request.is_edit):
        return Stale("the bot is out again")
    return await _about(session, request, group)


async def compose_migrated(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Above: a unit's chat became a supergroup."""
    group = await _group(session, request)
    return NO_UNIT if group.unit_id is None else await _about(session, request, group)


async def compose_issuer(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """To who gave the code: it was used, and whether by somebody who holds a post there."""
    group = await _group(session, request)
    if group.unit_id is None:
        return NO_UNIT
    unit = await unit_today(session, group.unit_id)
    person_id = request.args.get("by")
    hats = [] if person_id is None else await people_store.hats_of(session, person_id)
    is_holder = any(unit_id == unit.id for _, unit_id, *_ in hats)
    return Message(render("issuer_told_bound", request.language, unit=unit.name, is_holder=is_holder))


async def compose_post_welcome(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """To who took up a post: which posts they hold today."""
    person = None if request.user_id is None else await people_store.person_by_user(session, request.user_id)
    hats = [] if person is None else await people_store.hats_of(session, person.id)
    if not hats:
        return Stale("no post is held any more")
    posts = [
        (await _place(session, unit_id), line(f"role_name.{role}", request.language), field)
        for role, unit_id, _, _, field in hats
    ]
    return Message(render("post_welcome", request.language, posts=posts))


async def compose_claimed(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """To those above: somebody has taken up a post with its personal link."""
    assert request.subject_id is not None
    post = await people_store.post_by_id(session, request.subject_id)
    if post is None or post.valid_to is not None:
        return Stale("the post has ended")
    role = line(f"role_name.{post.role}", request.language)
    unit = await _place(session, post.unit_id)
    return Message(render("parent_told_claimed", request.language, unit=unit, role=role))


async def compose_leave(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Leave a chat that was not bound in time."""
    group = await _group(session, request)
    if group.state is not GroupState.LEFT or group.chat_id is None:
        return Stale("the chat was bound at the last moment")
    return Deed("leaveChat", {"chat_id": group.chat_id})


async def _group(session: AsyncSession, request: Request) -> Group:
    assert request.subject_id is not None
    group = await group_store.group_by_id(session, request.subject_id)
    assert group is not None  # rows of groups are never deleted
    return group


async def _about(session: AsyncSession, request: Request, group: Group) -> Message:
    assert group.unit_id is not None
    unit = await unit_today(session, group.unit_id)
    return Message(render(request.kind, request.language, unit=await _named(session, unit)))


async def _place(session: AsyncSession, unit_id: int) -> str:
    return await _named(session, await unit_today(session, unit_id))


async def _named(session: AsyncSession, unit: Unit) -> str:
    """A unit with the one above it: "第3网格 · 5号楼" is found where "5号楼" is not."""
    above = await ancestors(session, unit.id)
    return f"{above[0].name} · {unit.name}" if above else unit.name


def _missing(group: Group, language: str) -> list[str]:
    return [line(f"group_lack.{what}", language) for what in lacks(group)]


COMPOSERS: dict[str, Composer] = {
    "group_welcome": compose_welcome,
    "group_bound": compose_bound,
    "group_lacks": compose_lacks,
    "group_released": compose_released,
    "parent_told_kicked": compose_kicked,
    "parent_told_back": compose_back,
    "parent_told_migrated": compose_migrated,
    "issuer_told_bound": compose_issuer,
    "post_welcome": compose_post_welcome,
    "parent_told_claimed": compose_claimed,
    "leave_chat": compose_leave,
    "board": compose_board,
    "consent_news": compose_consent_news,
}
