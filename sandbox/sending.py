"""What every send shares: parameters read, the chat checked, flood control asked, the message posted."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from typing import Any

from sandbox.access import Access, check_may_send
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.entities import check_caption, compose
from sandbox.errors import bad_request, not_modelled
from sandbox.files import StoredFile
from sandbox.keyboards import check_markup
from sandbox.message_objects import message_json
from sandbox.messages import Entity, Media, Message
from sandbox.objects import Json
from sandbox.posting import post


@dataclass(slots=True)
class Words:
    """A text or a caption with its entities."""

    text: str
    entities: list[Entity] | None


def read_words(call: Call, text: str, parse_mode: str, entities: Any) -> Words:
    """Markup read, mentioned users put in."""
    text, found = compose(text, parse_mode, entities)
    return Words(text, call.telegram.resolve_mentions(found) or None)


def read_caption(call: Call) -> Words:
    """caption, parse_mode, caption_entities."""
    given = call.json("caption_entities", "caption entities")
    words = read_words(call, call.text("caption"), call.text("parse_mode"), given)
    check_caption(words.text)
    return words


def send(call: Call, what: str, words: Words, media: Media | None = None) -> Json:
    """Send one message; gives the Message."""
    markup = check_markup(call.markup())
    chat = call.chat(Access.WRITE)
    check_may_send(call.bot, chat, what)
    reply_to, more = read_reply(call, chat)
    call.telegram.flood.admit(call.bot, chat)
    message = post(
        call.telegram,
        chat,
        call.bot.user,
        text=words.text or None,
        entities=words.entities,
        media=media,
        markup=markup,
        reply_to=reply_to,
        more=more,
    )
    return message_json(message, call.bot.id)


def read_reply(call: Call, chat: Chat) -> tuple[int | None, dict[str, Any] | None]:
    """Which message is answered, and the rare fields that every send may have."""
    more: dict[str, Any] = {}
    if call.boolean("protect_content"):
        more["has_protected_content"] = True
    preview = call.json("link_preview_options", "link preview options")
    if isinstance(preview, dict) and preview.get("is_disabled"):
        more["link_preview_options"] = {"is_disabled": True}
    if call.integer("message_thread_id"):
        raise bad_request("message thread not found")
    given = call.json("reply_parameters", "reply parameters")
    if given is None:
        given = {
            "message_id": call.integer("reply_to_message_id"),
            "allow_sending_without_reply": call.boolean("allow_sending_without_reply"),
        }
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    message_id = given.get("message_id")
    if not message_id:
        return None, more or None
    here = str(given.get("chat_id", chat.id)) == str(chat.id)
    original = chat.messages.get(int(message_id)) if here and str(message_id).isdigit() else None
    if original is None:
        if given.get("allow_sending_without_reply"):
            return None, more or None
        raise bad_request("message to be replied not found")
    if given.get("quote"):
        more["quote"] = _quote(str(given["quote"]), original)
    return original.id, more or None


def _quote(quote: str, original: Message) -> dict[str, Any]:
    at = (original.text or "").find(quote)
    if at < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = len((original.text or "")[:at].encode("utf-16-le")) // 2
    return {"text": quote, "position": position, "is_manual": True}


def read_file(call: Call, kind: str, given: Any, name: str) -> StoredFile:
    """The file of a send: an upload, attach://NAME, or a file_id of this bot."""
    files = call.telegram.files
    upload = call.uploads.get(name)
    reference = "" if given is None else str(given)
    if reference.startswith("attach://"):
        upload = call.uploads.get(reference.removeprefix("attach://"))
    if upload is not None:
        mime = mimetypes.guess_type(upload.name)[0] or upload.mime
        if kind == "voice":
            mime = "audio/ogg"
        return files.keep(kind, upload.data, upload.name, mime)
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = files.find(reference, call.bot.id)
    if stored.kind != kind and kind == "photo":
        raise bad_request(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
    return stored


def read_input_media(call: Call, given: Any) -> tuple[Words, Media]:
    """InputMediaPhoto or InputMediaDocument: its caption and its file."""
    if not isinstance(given, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = given.get("type")
    if kind not in ("photo", "document"):
        raise not_modelled(f"InputMedia of type {kind}")
    words = read_words(
        call, str(given.get("caption") or ""), str(given.get("parse_mode") or ""), given.get("caption_entities")
    )
    check_caption(words.text)
    return words, Media(kind, (read_file(call, kind, given.get("media"), ""),))
