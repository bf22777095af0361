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
    if message.service is not None or "has_protected_content" in (message.more or {}):
        raise bad_request(f"the message can't be {'forwarded' if what == 'forward' else 'copied'}")
    return message


def origin(message: Message) -> dict[str, Any]:
    """forward_origin: who wrote it first."""
    first = (message.more or {}).get("forward_origin")
    if first is not None:
        return dict(first)
    if message.sender_chat is not None:
        return {"type": "chat", "date": message.date, "sender_chat": chat_json(message.sender_chat)}
    return {"type": "user", "date": message.date, "sender_user": user_json(message.sender)}
