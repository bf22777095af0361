"""Pure. A text with entities as safe HTML for a page."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import Any

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
MARKED = (
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "spoiler",
    "text_mention",
    "custom_emoji",
    "phone_number",
    "date_time",
)


def render_html(text: str, entities: list[dict[str, Any]]) -> str:
    """Escaped text with tags at the entities; links get rel="noreferrer"; line breaks stay as they are."""
    if not entities:
        return escape(text)
    wide = text.encode("utf-16-le", "surrogatepass")
    cuts = {0, len(wide) // 2}
    for entity in entities:
        cuts |= {entity["offset"], entity["offset"] + entity["length"]}
    out = []
    opened: list[dict[str, Any]] = []
    places = sorted(cuts)
    for begin, end in pairwise(places):
        here = [e for e in entities if e["offset"] <= begin < e["offset"] + e["length"]]
        keep = 0
        while keep < min(len(opened), len(here)) and opened[keep] is here[keep]:
            keep += 1
        out += [_close(entity) for entity in reversed(opened[keep:])]
        out += [_open(entity, wide) for entity in here[keep:]]
        opened = here
        out.append(escape(wide[2 * begin : 2 * end].decode("utf-16-le", "surrogatepass")))
    out += [_close(entity) for entity in reversed(opened)]
    return "".join(out)


def _open(entity: dict[str, Any], wide: bytes) -> str:
    kind = entity["type"]
    if kind in TAGS:
        return f"<{TAGS[kind]}>"
    if kind in ("url", "text_link", "email"):
        said = wide[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le", "replace")
        address = entity.get("url") or (f"mailto:{said}" if kind == "email" else said)
        if ":" not in address:
            address = f"http://{address}"
        if not address.lower().startswith(("http://", "https://", "mailto:", "tg://", "tel:")):
            address = "#"
        return f'<a href="{escape(address)}" rel="noreferrer" target="_blank">'
    return f'<span class="{kind}">' if kind in MARKED else "<span>"


def _close(entity: dict[str, Any]) -> str:
    kind = entity["type"]
    if kind in TAGS:
        return f"</{TAGS[kind]}>"
    return "</a>" if kind in ("url", "text_link", "email") else "</span>"
