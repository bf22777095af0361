"""Pure. May this bot read, edit or write in that chat, and if not, in which words is it refused."""

from __future__ import annotations

from enum import IntEnum

from sandbox.accounts import Bot, User
from sandbox.chats import Chat
from sandbox.errors import bad_request, forbidden
from sandbox.telegram import Telegram


class Access(IntEnum):
    """What a method needs of a chat."""

    READ = 1
    EDIT = 2
    WRITE = 3


def reach(telegram: Telegram, bot: Bot, chat_id: int | str, access: Access) -> Chat:
    """The chat a bot means; 400, or 403 where it is shut out."""
    if isinstance(chat_id, str):
        owner = telegram.usernames.get(chat_id.removeprefix("@").lower())
        chat = owner if isinstance(owner, Chat) else None
    elif chat_id > 0:
        return _private(telegram, bot, chat_id, access)
    else:
        chat = telegram.chats.get(chat_id)
    if chat is None or (bot.id not in chat.members and chat.username is None):
        raise bad_request("chat not found")
    return _group(bot, chat, access)


def _private(telegram: Telegram, bot: Bot, user_id: int, access: Access) -> Chat:
    chat = bot.dms.get(user_id)
    person = telegram.users.get(user_id)
    if person is None:
        raise bad_request("chat not found")
    if person.is_bot:
        if access is Access.READ:
            return Chat(person.id, "private", person=person, bot=bot)
        raise forbidden("bot can't send messages to bots")
    if chat is None or not chat.started:
        if not _have_met(telegram, bot, person):
            raise bad_request("chat not found")
        if access is not Access.READ:
            raise forbidden("bot can't initiate conversation with a user")
        return chat or Chat(person.id, "private", person=person, bot=bot)
    if access is not Access.READ:
        if person.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
    return chat


def _have_met(telegram: Telegram, bot: Bot, person: User) -> bool:
    return any(bot.id in telegram.chats[chat_id].bots for chat_id in person.chats)


def _group(bot: Bot, chat: Chat, access: Access) -> Chat:
    if chat.type == "group" and access is not Access.READ:
        if chat.migrated_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to})
        if chat.deleted:
            raise forbidden("the group chat was deleted")
    member = chat.member(bot.user)
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not member.present and (access is not Access.READ or chat.username is None):
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def check_may_send(bot: Bot, chat: Chat, what: str) -> None:
    """400 where a restricted bot, or the chat's permissions, keep it from sending `what` (text messages, photos …)."""
    if chat.person is not None:
        return
    member = chat.member(bot.user)
    if member.administers:
        return
    allowed = member.permissions if member.status == "restricted" else chat.permissions
    right = {
        "text messages": "can_send_messages",
        "photos": "can_send_photos",
        "documents": "can_send_documents",
        "voice notes": "can_send_voice_notes",
    }.get(what, "can_send_messages")
    if right not in allowed:
        raise bad_request(f"not enough rights to send {what} to the chat")


def check_right(bot: Bot, chat: Chat, right: str, refusal: str) -> None:
    """400 `refusal` where the bot lacks an administrator's right in a group."""
    if chat.person is None and not chat.member(bot.user).may(right):
        raise bad_request(refusal)
