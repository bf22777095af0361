"""Messages as Telegram sends them, for handlers that only look."""

from typing import Any

from aiogram.types import Message, Update

CHAT = {"id": -1001, "type": "supergroup", "title": "梧桐苑3幢"}
PERSON = {"id": 71, "is_bot": False, "first_name": "leader"}


def message(**more: Any) -> Message:
    """A message of a person in a group."""
    return Message.model_validate({"message_id": 1, "date": 0, "chat": CHAT, "from": PERSON, **more})


def update(**more: Any) -> Update:
    """The same as an update."""
    body = message(**more).model_dump(by_alias=True, exclude_none=True)
    return Update.model_validate({"update_id": 1, "message": body})


def size(name: str, width: int) -> dict[str, Any]:
    """One size of a photo."""
    return {"file_id": name, "file_unique_id": f"u{name}", "width": width, "height": width}
