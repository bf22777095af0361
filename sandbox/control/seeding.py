"""A whole town at once: users, bots, chats and members from one JSON object, without service messages or updates."""

from __future__ import annotations

from typing import Any

from sandbox.accounts import Bot, User
from sandbox.chats import USUAL_RIGHTS, Chat, Member
from sandbox.people.ask import Ask, Json, find_bot
from sandbox.people.views import user_view
from sandbox.telegram import Telegram


def seed(ask: Ask) -> Json:
    """{"users": […], "bots": […], "chats": […]} into the sandbox; gives the tokens and ids in the same order.

    A user is {id?, first_name, last_name?, username?, language_code?, hides_forwards?, started?: [bot]}; a bot {username, token?,
    first_name?, privacy?: true, can_join_groups?}; a chat {id?, type, title, username?, members: [id or {user, status,
    rights?, anonymous?, custom_title?}], bot? (username), bot_admin?}. The first plain member of a chat without a
    creator becomes its owner.
    """
    telegram = ask.telegram
    bots = [add_bot(telegram, fields) for fields in ask.items("bots")]
    users = [_user(telegram, fields) for fields in ask.items("users")]
    chats = [_chat(telegram, fields) for fields in ask.items("chats")]
    return {
        "bots": [bot_view(bot) for bot in bots],
        "users": [user.id for user in users],
        "chats": [chat.id for chat in chats],
    }


def add_bot(telegram: Telegram, fields: dict[str, Any]) -> Bot:
    """A bot; `privacy` false lets it read everything in groups."""
    return telegram.new_bot(
        fields["username"],
        first_name=fields.get("first_name"),
        token=fields.get("token"),
        reads_all=not fields.get("privacy", True),
        can_join_groups=bool(fields.get("can_join_groups", True)),
    )


def bot_view(bot: Bot) -> Json:
    """A bot with its token, for the stage only."""
    return {
        **user_view(bot.user),
        "token": bot.token,
        "privacy": not bot.reads_all,
        "pending": len(bot.queue.pending),
        "webhook": bot.webhook.url if bot.webhook else "",
    }


def _user(telegram: Telegram, fields: dict[str, Any]) -> User:
    user = telegram.new_user(
        fields["first_name"],
        user_id=fields.get("id"),
        last_name=fields.get("last_name"),
        username=fields.get("username"),
        language_code=fields.get("language_code", "zh"),
    )
    user.hides_forwards = bool(fields.get("hides_forwards", False))
    for name in fields.get("started", ()):
        telegram.dm(find_bot(telegram, name), user).started = True
    return user


def _chat(telegram: Telegram, fields: dict[str, Any]) -> Chat:
    chat = telegram.new_chat(
        fields.get("type", "supergroup"), fields["title"], chat_id=fields.get("id"), username=fields.get("username")
    )
    given = [item if isinstance(item, dict) else {"user": item} for item in fields.get("members", ())]
    owned = any(item.get("status") == "creator" for item in given)
    for item in given:
        status = item.get("status") or ("member" if owned else "creator")
        owned = True
        rights = frozenset(item.get("rights") or (USUAL_RIGHTS if status == "administrator" else ()))
        user = telegram.users.get(item["user"])
        if user is None:
            raise ValueError(f"there is no user {item['user']}")
        anonymous, title = bool(item.get("anonymous")), item.get("custom_title")
        telegram.set_member(chat, Member(user, status, rights, anonymous, title))
    if fields.get("bot"):
        status = "administrator" if fields.get("bot_admin") else "member"
        rights = USUAL_RIGHTS if fields.get("bot_admin") else frozenset()
        telegram.set_member(chat, Member(find_bot(telegram, fields["bot"]).user, status, rights))
    return chat
