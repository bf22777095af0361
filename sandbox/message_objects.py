"""Pure. The JSON of a message as one bot sees it: file ids are the bot's own."""

from __future__ import annotations

from typing import Any

from sandbox.files import StoredFile, file_id
from sandbox.messages import Media, Message
from sandbox.objects import Json, chat_json, user_json


def message_json(message: Message, bot_id: int, *, nested: bool = False) -> Json:
    """Message; a replied-to or pinned message inside it is `nested` and says nothing of its own replies."""
    body: Json = {"message_id": message.id, "from": user_json(message.sender), "chat": chat_json(message.chat)}
    if message.sender_chat is not None:
        body["sender_chat"] = chat_json(message.sender_chat)
    body["date"] = message.date
    if message.edit_date is not None:
        body["edit_date"] = message.edit_date
    if message.more:
        body |= message.more
    if message.album is not None:
        body["media_group_id"] = message.album
    original = message.chat.messages.get(message.reply_to) if message.reply_to is not None and not nested else None
    if original is not None:
        body["reply_to_message"] = message_json(original, bot_id, nested=True)
    body |= _service(message, bot_id, nested=nested) if message.service is not None else _content(message, bot_id)
    if message.inline:
        body["reply_markup"] = message.markup
    return body


def _content(message: Message, bot_id: int) -> Json:
    if message.media is None:
        body: Json = {"text": message.text}
    else:
        body = media_json(message.media, bot_id)
        if message.text:
            body["caption"] = message.text
    if message.entities:
        body["entities" if message.media is None else "caption_entities"] = message.entities
    return body


def inaccessible_json(message: Message) -> Json:
    """InaccessibleMessage: what is left of a deleted one."""
    return {"chat": chat_json(message.chat), "message_id": message.id, "date": 0}


def _service(message: Message, bot_id: int, *, nested: bool) -> Json:
    fields = dict(message.service or {})
    pinned = fields.pop("pinned", None)
    if pinned is not None and not nested:
        original = message.chat.messages.get(pinned)
        fields["pinned_message"] = (
            message_json(original, bot_id, nested=True)
            if original is not None
            else {"chat": chat_json(message.chat), "message_id": pinned, "date": 0}
        )
    return fields


def media_json(media: Media, bot_id: int) -> Json:
    """The fields photo, document, voice or location."""
    if media.kind == "location":
        return {"location": dict(media.fields or {})}
    if media.kind == "photo":
        return {"photo": [{**named(size, bot_id), "width": size.width, "height": size.height} for size in media.files]}
    stored = media.files[0]
    body = {**named(stored, bot_id), "mime_type": stored.mime}
    if media.kind == "document":
        body["file_name"] = stored.name
    return {media.kind: {**body, **(media.fields or {})}}


def named(stored: StoredFile, bot_id: int) -> dict[str, Any]:
    """file_id, file_unique_id, file_size."""
    return {
        "file_id": file_id(stored, bot_id),
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.data),
    }
