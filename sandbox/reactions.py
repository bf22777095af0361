"""Emoji on a message: who put which, and the update for bots that may see it."""

from __future__ import annotations

from typing import Any

from sandbox.accounts import User
from sandbox.errors import bad_request
from sandbox.messages import Message
from sandbox.objects import chat_json, user_json
from sandbox.posting import emit
from sandbox.telegram import Telegram

_EMOJI = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 "
    "👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
EMOJI = frozenset(_EMOJI.split())


def react(telegram: Telegram, message: Message, user: User, emoji: list[str]) -> None:
    """Replace the user's reactions; 400 REACTION_INVALID for emoji that Telegram does not offer.

    Bots that administer the group and allowed message_reaction hear of people's reactions, never of bots'.
    """
    plain = [sign.replace("\ufe0f", "") for sign in emoji]
    if any(sign not in EMOJI for sign in plain):
        raise bad_request("REACTION_INVALID")
    chat = message.chat
    reactions = message.reactions if message.reactions is not None else {}
    before = reactions.get(user.id, [])
    if plain:
        reactions[user.id] = plain
    else:
        reactions.pop(user.id, None)
    message.reactions = reactions or None
    telegram.events.tell("reaction", chat, message)
    member = chat.members.get(user.id)
    if user.is_bot or before == plain or (member is not None and member.anonymous):
        return
    payload: dict[str, Any] = {
        "chat": chat_json(chat),
        "message_id": message.id,
        "user": user_json(user),
        "date": telegram.clock.date(),
        "old_reaction": [{"type": "emoji", "emoji": sign} for sign in before],
        "new_reaction": [{"type": "emoji", "emoji": sign} for sign in plain],
    }
    for bot in chat.bots.values():
        if chat.person is not None or chat.member(bot.user).administers:
            emit(telegram, bot, "message_reaction", payload, f"reactions {chat.id}")
