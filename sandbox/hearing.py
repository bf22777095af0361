"""Pure. Which bots hear a message: privacy mode, administrators, no bot hears another."""

from __future__ import annotations

from sandbox.accounts import ANONYMOUS_ADMIN, Bot
from sandbox.chats import Chat
from sandbox.messages import Message


def hears(bot: Bot, chat: Chat, message: Message) -> bool:
    """Whether `bot`, which is in `chat`, gets this message."""
    if message.sender.is_bot and message.sender.id != ANONYMOUS_ADMIN:
        # A bot's words stay unheard; service messages are heard, the bot's own too.
        return message.service is not None
    if chat.person is not None:
        return not chat.blocked
    if bot.reads_all or message.service is not None or chat.member(bot.user).administers:
        return True
    return _is_meant(bot, chat, message)


def _is_meant(bot: Bot, chat: Chat, message: Message) -> bool:
    """What privacy mode lets through: replies to the bot, commands for it, general ones if it wrote last."""
    if message.reply_to is not None:
        original = chat.messages.get(message.reply_to)
        if original is not None and original.sender is bot.user:
            return True
    text = message.text or ""
    username = (bot.user.username or "").lower()
    for entity in message.entities or []:
        said = _cut(text, entity["offset"], entity["length"]).lower()
        if entity["type"] == "bot_command":
            _, at, addressee = said.partition("@")
            if addressee == username or (not at and entity["offset"] == 0 and _gets_general(bot, chat)):
                return True
    return False


def _gets_general(bot: Bot, chat: Chat) -> bool:
    return chat.last_bot in (None, bot.id)


def _cut(text: str, offset: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")
