"""A message appears, changes or goes: it is written down, told to the bots that hear it and to the people."""

from __future__ import annotations

import json
from typing import Any

from sandbox.accounts import ANONYMOUS_ADMIN, Bot, User
from sandbox.chats import Chat
from sandbox.hearing import hears
from sandbox.message_objects import message_json
from sandbox.messages import Message
from sandbox.objects import GROUP_ANONYMOUS_BOT
from sandbox.telegram import Telegram


def encode(value: Any) -> str:
    """Compact JSON as Telegram sends it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def emit(telegram: Telegram, bot: Bot, kind: str, payload: Any, lane: str) -> None:
    """Create an update for one bot if it is allowed at this moment."""
    if bot.queue.wants(kind):
        now = telegram.clock.now()
        update = bot.queue.add(kind, encode(payload), lane=lane, now=now)
        telegram.transcript.update(now, bot.id, update.encoded)


def post(telegram: Telegram, chat: Chat, sender: User, **fields: Any) -> Message:
    """Put a new message into the chat; `fields` are those of Message.

    An anonymous administrator's message shows GroupAnonymousBot and the group as its sender.
    """
    chat.last_id += 1
    if not sender.is_bot:
        member = chat.members.get(sender.id)
        if member is not None and member.anonymous and "service" not in fields:
            fields["author"] = sender
            sender, fields["sender_chat"] = GROUP_ANONYMOUS_BOT, chat
    message = Message(chat.last_id, chat, telegram.clock.date(), sender, **fields)
    chat.messages[message.id] = message
    if sender.is_bot and sender.id != ANONYMOUS_ADMIN:
        if message.service is None:
            chat.last_bot = sender.id
    elif message.service is None:
        chat.written_at = telegram.clock.now()
    _tell_bots(telegram, message, "message")
    telegram.events.tell("message", chat, message)
    return message


def edited(telegram: Telegram, message: Message) -> None:
    """A message has changed: dated, told to the people, and to bots if a person wrote it."""
    message.edit_date = telegram.clock.date()
    if not message.sender.is_bot or message.sender.id == ANONYMOUS_ADMIN:
        _tell_bots(telegram, message, "edited_message")
    telegram.events.tell("edit", message.chat, message)


def remove(telegram: Telegram, message: Message) -> None:
    """Delete for everyone. Bots are not told, as in Telegram."""
    chat = message.chat
    chat.messages.pop(message.id, None)
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    telegram.events.tell("delete", chat, message)


def _tell_bots(telegram: Telegram, message: Message, kind: str) -> None:
    chat = message.chat
    for bot in list(chat.bots.values()):
        if hears(bot, chat, message):
            emit(telegram, bot, kind, message_json(message, bot.id), f"chat {chat.id}")
