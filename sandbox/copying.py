"""What forwarding and copying share: the message in the other chat, and whether it can be passed on."""

from __future__ import annotations

from typing import Any

from sandbox.access import Access
from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.messages import Message
from sandbox.objects import chat_json, user_json


def original(call: Call, what: str) -> Message:
    """The message that from_chat_id and message_id name; `what` is "forward" or "copy"."""
    chat = call.chat(Access.READ, "from_chat_id")
    message = call.message(chat, f"message to {what} not found")
    if is_bound(message):
        raise bad_request(f"the message can't be {'forwarded' if what == 'forward' else 'copied'}")
    return message


def is_bound(message: Message) -> bool:
    """Whether it stays where it is: a service message, and what its sender protects."""
    return message.service is not None or "has_protected_content" in (message.more or {})


def origin(message: Message) -> dict[str, Any]:
    """forward_origin: who wrote it first: a person or bot, a person who hides the account, or a group (its anonymous administrator)."""
    more = message.more or {}
    if "forward_origin" in more:
        return dict(more["forward_origin"])
    if message.sender_chat is not None:
        made = {"type": "chat", "date": message.date, "sender_chat": chat_json(message.sender_chat)}
        title = message.chat.member(message.author).custom_title if message.author is not None else None
        return made | ({"author_signature": title} if title else {})
    if message.sender.hides_forwards:
        return {"type": "hidden_user", "date": message.date, "sender_user_name": message.sender.full_name}
    return {"type": "user", "date": message.date, "sender_user": user_json(message.sender)}
