"""The bot came into a chat, lost or gained rights there, was thrown out, or the chat became a supergroup."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState, Priority
from models.pyramid import Group
from outbox.enqueue import Say, enqueue
from outbox.park_group import park_group
from outbox.refresh import refresh
from outbox.resume_group import resume_group
from outbox.withdraw import withdraw
from pyramid.lookup import group_of_chat
from pyramid.refusal import Refusal
from pyramid.standing import Standing, lacks, take_standing
from pyramid.store import codes as code_store
from pyramid.store import groups as store
from pyramid.store.rows import write
from pyramid.tell_parent import tell_parent
from pyramid.write_units import TIME_TO_BIND


async def note_membership(
    session: AsyncSession,
    *,
    chat_id: int,
    bot_id: int,
    is_supergroup: bool,
    standing: Standing,
    now: datetime,
    stood: Standing | None = None,
) -> Group | None:
    """Take note of a bot's standing in a chat, and say what is missing if more is missing than when it stood as `stood`.

    Returns the group, None if the bot is not in a chat that we do not know either. A chat that another of our bots serves is
    left to that bot, unless it was thrown out there.
    """
    group = await group_of_chat(session, chat_id)
    if group is not None and group.chat_id != chat_id:
        return group  # news of a chat that was left behind when it became a supergroup
    if (
        group is not None
        and group.bot_id not in (None, bot_id)
        and group.state in (GroupState.BOUND, GroupState.UNBOUND)
    ):
        return group
    if not standing.is_present:
        if group is not None and group.bot_id in (None, bot_id):
            await _leave(session, group, standing.status, now=now)
        return group
    if group is None:
        group = Group(chat_id=chat_id, state=GroupState.LEFT, since=now)
    hears_all = await code_store.bot_hears_all(session, bot_id)
    if stood is not None and stood.is_present:
        take_standing(group, stood, hears_all=hears_all)
    before = None if group.bot_id is None else lacks(group)
    was, group.bot_id = group.state, bot_id
    group.is_supergroup = group.is_supergroup or is_supergroup
    take_standing(group, standing, hears_all=hears_all)
    await write(session, group)
    if group.unit_id is None:
        await _greet(session, group, was, now=now)
    else:
        await _resume(session, group, was, before, now=now)
    return group


async def note_chat_gone(session: AsyncSession, group_id: int, reason: str, *, now: datetime) -> None:
    """Our own sending learnt that the bot is no longer there, or that the chat is deleted."""
    group = await store.group_by_id(session, group_id)
    if group is not None:
        await _leave(session, group, reason, now=now)


async def note_migration(
    session: AsyncSession, old_chat_id: int, new_chat_id: int, *, now: datetime, repost: Collection[str] = ()
) -> Group | Refusal | None:
    """A chat became a supergroup: our group follows it, buttons and waiting messages with it, and those above are told.

    Call it only for the service message in the old chat, or for the error of our own sending; nothing else proves it. A new
    id that is another unit's chat is refused. None if we know no such chat. `repost` kinds of cards are sent anew there.
    """
    group = await store.group_by_chat(session, old_chat_id)
    if group is None:
        return await store.group_by_former_chat(session, old_chat_id)  # we have heard of it before
    there = await store.group_by_chat(session, new_chat_id)
    if there is not None:
        if there.unit_id is not None:
            return Refusal("refusal_pyramid.migration_taken")
        # The bot's arrival in the new chat was heard first, and it was taken for a stranger's.
        await withdraw(session, ["group_welcome"], there.id, "the chat is that of a group we know")
        there.chat_id, there.state, there.leave_at = None, GroupState.LEFT, None
        await write(session)
    group.chat_id, group.is_supergroup, group.heard_at = new_chat_id, True, now
    await store.remember_chat(session, old_chat_id, group.id, now)
    await write(session)
    if group.bot_id is not None and group.state is not GroupState.AWAY:
        await resume_group(session, group.id, group.bot_id, repost=repost)
    await tell_parent(session, "parent_told_migrated", group, now=now)
    return group


async def _greet(session: AsyncSession, group: Group, was: GroupState, *, now: datetime) -> None:
    """A chat that is no unit's: say what we are and how long we stay."""
    if was is GroupState.UNBOUND:
        await refresh(session, ["group_welcome"], group.id)
        return
    group.state, group.since, group.leave_at = GroupState.UNBOUND, now, now + TIME_TO_BIND
    await write(session)
    await enqueue(session, [Say("group_welcome", group.id, group_id=group.id, priority=Priority.ANSWER)], now=now)


async def _resume(
    session: AsyncSession, group: Group, was: GroupState, before: tuple[str, ...] | None, *, now: datetime
) -> None:
    """A unit's chat: go on with what waited, and say what is missing if more is missing than before."""
    assert group.bot_id is not None
    group.state, group.heard_at = GroupState.BOUND, now
    missing = lacks(group)
    if was is GroupState.AWAY:
        group.away_reason = None
        await withdraw(session, ["parent_told_kicked"], group.id, "the bot is back")
        await tell_parent(session, "parent_told_back", group, now=now)
    if was is GroupState.AWAY or before is None:
        await write(session)
        await resume_group(session, group.id, group.bot_id)
    if set(missing) - set(before or ()):
        await enqueue(session, [Say("group_lacks", group.id, group_id=group.id)], now=now)
    elif missing != before:
        await refresh(session, ["group_lacks", "group_bound"], group.id)


async def _leave(session: AsyncSession, group: Group, reason: str, *, now: datetime) -> None:
    """The bot is out. What is meant for a unit's chat waits for its return."""
    if group.unit_id is None:
        group.state, group.leave_at = GroupState.LEFT, None
        return
    if group.state is GroupState.AWAY:
        return
    group.state, group.away_reason = GroupState.AWAY, reason
    await write(session)
    await park_group(session, group.id, reason)
    await withdraw(session, ["parent_told_back"], group.id, "the bot is out again")
    await tell_parent(session, "parent_told_kicked", group, now=now)
