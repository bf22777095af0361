"""What must be asked of Telegram before an update can be handled: asked before the transaction opens. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiogram.types import ChatMemberUnion, Update

BIND = re.compile(r"^/bind(?:@\w+)?(?:\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """Telegram's answers. `members` holds the speaker's and our own standing in the chat; empty if Telegram did not say."""

    members: Mapping[int, ChatMemberUnion] = field(default_factory=dict)


def members_to_ask(update: Update, bot_id: int) -> list[tuple[int, int]]:
    """(chat id, user id) pairs whose standing the handler will need."""
    message = update.message
    if message is not None and message.chat.type != "private" and message.text and BIND.match(message.text):
        speaker = [message.from_user.id] if message.from_user and message.sender_chat is None else []
        return [(message.chat.id, user_id) for user_id in [*speaker, bot_id]]
    return []
