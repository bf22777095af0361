"""People and bots come, go, rise and fall in a chat: members change, service messages appear, bots are told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.accounts import Bot, User
from sandbox.chats import USUAL_RIGHTS, Chat, Member
from sandbox.objects import chat_json, member_json, user_json
from sandbox.posting import emit, post
from sandbox.telegram import Telegram


def change(telegram: Telegram, chat: Chat, after: Member, actor: User) -> Member:
    """Make somebody what `after` says and tell the bots: my_chat_member to itself, chat_member to administrators."""
    before = telegram.set_member(chat, after)
    own = telegram.bot_of(after.user) if after.user.is_bot else None
    if own is not None:
        _tell(telegram, own, "my_chat_member", chat, (before, after, actor))
    for bot in chat.bots.values():
        if bot is not own and bot.queue.wants("chat_member") and chat.member(bot.user).administers:
            _tell(telegram, bot, "chat_member", chat, (before, after, actor))
    telegram.events.tell("member", chat, after)
    return before


def _tell(telegram: Telegram, bot: Bot, kind: str, chat: Chat, change: tuple[Member, Member, User]) -> None:
    before, after, actor = change
    payload: dict[str, Any] = {
        "chat": chat_json(chat),
        "from": user_json(actor),
        "date": telegram.clock.date(),
        "old_chat_member": member_json(before, bot.id),
        "new_chat_member": member_json(after, bot.id),
    }
    lane = f"own {chat.id}" if kind == "my_chat_member" else f"member {after.user.id}"
    emit(telegram, bot, kind, payload, lane)


def join(telegram: Telegram, chat: Chat, users: list[User], actor: User) -> None:
    """Add people or bots; one service message names them all. Who is there already is left out."""
    new = [user for user in users if not chat.has(user.id)]
    for user in new:
        change(telegram, chat, Member(user, "member"), actor)
    if new:
        post(telegram, chat, actor, service={"new_chat_members": [user_json(user) for user in new]})


def leave(telegram: Telegram, chat: Chat, user: User) -> None:
    """Somebody goes of their own will."""
    _go(telegram, chat, Member(user, "left"), user)


def kick(telegram: Telegram, chat: Chat, user: User, actor: User, until: int = 0) -> None:
    """Somebody is removed and banned."""
    _go(telegram, chat, Member(user, "kicked", until=until), actor)


def _go(telegram: Telegram, chat: Chat, after: Member, actor: User) -> None:
    was_there = chat.has(after.user.id)
    change(telegram, chat, after, actor)
    if was_there:
        post(telegram, chat, actor, service={"left_chat_member": user_json(after.user)})


def promote(
    telegram: Telegram,
    chat: Chat,
    user: User,
    actor: User,
    *,
    rights: frozenset[str] = USUAL_RIGHTS,
    anonymous: bool = False,
    custom_title: str | None = None,
) -> None:
    """Make an administrator; the owner stays the owner and may become anonymous."""
    status = "creator" if chat.member(user).status == "creator" else "administrator"
    after = Member(user, status, rights, anonymous, custom_title, promoted_by=actor.id)
    change(telegram, chat, after, actor)


def demote(telegram: Telegram, chat: Chat, user: User, actor: User) -> None:
    """Make a plain member of an administrator."""
    plain = replace(chat.member(user), status="member", rights=frozenset(), anonymous=False, custom_title=None)
    change(telegram, chat, plain, actor)


def block(telegram: Telegram, chat: Chat) -> None:
    """The person of a private chat blocks the bot."""
    _set_blocked(telegram, chat, blocked=True)


def unblock(telegram: Telegram, chat: Chat) -> None:
    """… and takes it back."""
    _set_blocked(telegram, chat, blocked=False)


def _set_blocked(telegram: Telegram, chat: Chat, *, blocked: bool) -> None:
    person, bot = chat.person, chat.bot
    assert person is not None
    assert bot is not None
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    member, kicked = Member(bot.user, "member"), Member(bot.user, "kicked")
    before, after = (member, kicked) if blocked else (kicked, member)
    _tell(telegram, bot, "my_chat_member", chat, (before, after, person))
