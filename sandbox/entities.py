"""Pure. What is said in a text besides its letters: markup read, commands and links found, all checked."""

from __future__ import annotations

import re
from typing import Any

from sandbox.errors import bad_request, not_modelled
from sandbox.html_markup import read_html, utf16

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
KEPT = 100

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\xad]*\Z")
HINT = re.compile(r"[/@#.$]")
FOUND = re.compile(
    r"(?P<url>(?:https?://|www\.|t\.me/)[^\s<>\"'，。！？；：、）】》]*[\w/#=&-]"
    r"|(?<![@.a-zA-Z0-9_])(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|cn|ru|io|me|info|gov|edu)(?![a-zA-Z0-9_])(?:/[^\s<>\"']*)?)"
    r"|(?P<email>[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9.-]*[a-zA-Z0-9])"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z]\w{2,31}\b)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/]))"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)",
)
ALONE = {"code", "pre", "text_link", "text_mention", "url", "email", "mention", "bot_command", "hashtag"}
_ORDER = "blockquote expandable_blockquote pre code text_link text_mention bold italic underline strikethrough"
ORDER = _ORDER.split()
_KNOWN = (
    "mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler blockquote "
    "expandable_blockquote code pre text_link text_mention custom_emoji date_time"
)
KNOWN = frozenset(_KNOWN.split())


def compose(text: str, parse_mode: str | None, given: list[Any] | None) -> tuple[str, list[dict[str, Any]]]:
    """Text and entities of what a bot sends: markup or given entities, then what Telegram finds by itself.

    A "text_mention" still holds `user_id`; whoever knows the users puts the user in its place.
    """
    text = CONTROL.sub(" ", text.replace("\r", ""))
    entities: list[dict[str, Any]] = []
    if parse_mode:
        mode = parse_mode.lower()
        if mode == "html":
            text, entities = read_html(text)
        elif mode in ("markdown", "markdownv2"):
            raise not_modelled(f"parse_mode {parse_mode}")
        else:
            raise bad_request("unsupported parse_mode")
    elif given:
        entities = [_given(entity, utf16(text)) for entity in given]
    text, entities = trim(text, entities)
    return text, finish(text, entities)


def finish(text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add what is found in the text, sort, keep the first hundred."""
    if HINT.search(text):
        entities = entities + [found for found in find(text) if not _covered(found, entities)]
    if len(entities) > 1:
        entities.sort(key=lambda entity: (entity["offset"], -entity["length"], _rank(entity["type"])))
    return entities[:KEPT]


def find(text: str) -> list[dict[str, Any]]:
    """Commands, mentions, links, addresses and hashtags in a plain text."""
    wide = not text.isascii() and any(character > "\uffff" for character in text)
    entities = []
    for found in FOUND.finditer(text):
        offset = utf16(text[: found.start()]) if wide else found.start()
        entities.append({"type": str(found.lastgroup), "offset": offset, "length": utf16(found[0])})
    return entities


def trim(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Cut the white space around the text, as Telegram does, and what the entities lose by it."""
    left = len(text) - len(text.lstrip(" \n"))
    shorter = text.strip(" \n")
    if len(shorter) == len(text):
        return text, entities
    cut, end = utf16(text[:left]), utf16(shorter)
    kept = []
    for entity in entities:
        begin = max(entity["offset"] - cut, 0)
        length = min(entity["offset"] + entity["length"] - cut, end) - begin
        if length > 0:
            kept.append({**entity, "offset": begin, "length": length})
    return shorter, kept


def check_text(text: str) -> None:
    """400 where nothing can be seen, or more than 4096 characters (code points)."""
    if INVISIBLE.match(text):
        raise bad_request("text must be non-empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")


def check_caption(text: str) -> None:
    """400 where a caption is longer than 1024 characters (code points)."""
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")


def _given(entity: Any, length: int) -> dict[str, Any]:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind, offset, size = entity.get("type"), entity.get("offset"), entity.get("length")
    if kind not in KNOWN:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if not isinstance(offset, int) or not isinstance(size, int):
        raise bad_request("can't parse MessageEntity: Can't find field \"offset\"")
    if offset < 0 or size <= 0 or offset + size > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {offset + size}"
        )
    kept = {
        key: entity[key]
        for key in ("url", "language", "custom_emoji_id", "unix_time", "date_time_format")
        if entity.get(key)
    }
    if kind == "text_mention":
        kept["user_id"] = (entity.get("user") or {}).get("id", 0)
    return {"type": kind, "offset": offset, "length": size, **kept}


def _covered(found: dict[str, Any], entities: list[dict[str, Any]]) -> bool:
    begin, end = found["offset"], found["offset"] + found["length"]
    return any(
        entity["type"] in ALONE and entity["offset"] < end and begin < entity["offset"] + entity["length"]
        for entity in entities
    )


def _rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)
