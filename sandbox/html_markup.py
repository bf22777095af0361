"""Pure. Telegram's HTML, read as the official server reads it: plain text, entities in UTF-16 units, its own errors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import BotApiError, bad_request

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
CHARACTER = re.compile(r"&(?:#[xX]([0-9a-fA-F]+)|#(\d+)|(lt|gt|amp|quot));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
UNQUOTED = re.compile(r"[A-Za-z0-9.\-]*")


def utf16(text: str) -> int:
    """Length in UTF-16 units, in which Telegram counts the offsets of entities."""
    return len(text) + sum(character > "\uffff" for character in text)


def read_html(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and its entities; 400 "can't parse entities: …" where the markup is wrong."""
    if "<" not in text and "&" not in text:
        return text, []
    return _Reader(text).read()


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int  # UTF-16 units written before it
    attributes: dict[str, str]


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def read(self) -> tuple[str, list[dict[str, Any]]]:
        while self.at < len(self.text):
            character = self.text[self.at]
            if character == "&":
                self._character()
            elif character != "<":
                self._write(character)
                self.at += 1
            elif self.text.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.stack:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.out), self.entities

    def _write(self, character: str) -> None:
        self.out.append(character)
        self.length += 2 if character > "\uffff" else 1

    def _byte(self, at: int) -> int:
        return len(self.text[:at].encode("utf-8", "surrogatepass"))

    def _character(self) -> None:
        decoded = decode_character(self.text, self.at)
        if decoded is None:
            self._write("&")
            self.at += 1
        else:
            self._write(decoded[0])
            self.at = decoded[1]

    def _skip_spaces(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def _word(self, stop: str) -> str:
        begin = self.at
        while self.at < len(self.text) and not self.text[self.at].isspace() and self.text[self.at] not in stop:
            self.at += 1
        return self.text[begin : self.at]

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._word(">").lower()
        if self.at >= len(self.text):
            raise _wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in TYPES:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes: dict[str, str] = {}
        while self.text[self.at] != ">":
            self._attribute(tag, begin, attributes)
        self.at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        if tag == "tg-emoji" and not attributes.get("emoji-id", "").isdigit():
            raise _wrong("Invalid custom emoji identifier specified")
        self.stack.append(_Open(tag, self.length, attributes))

    def _attribute(self, tag: str, begin: int, attributes: dict[str, str]) -> None:
        self._skip_spaces()
        if self.at < len(self.text) and self.text[self.at] == ">":
            return
        name = self._word("=>/\"'")
        if not name:
            raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip_spaces()
        if self.at >= len(self.text):
            raise _wrong(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        if self.text[self.at] != "=":
            attributes[name.lower()] = ""
            return
        self.at += 1
        self._skip_spaces()
        if self.at >= len(self.text):
            raise _wrong(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes[name.lower()] = self._value(begin)
        if self.at >= len(self.text):
            raise _wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")

    def _value(self, begin: int) -> str:
        quote = self.text[self.at]
        if quote in "\"'":
            end = self.text.find(quote, self.at + 1)
            if end < 0:
                raise _wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
            value = self.text[self.at + 1 : end]
            self.at = end + 1
            return CHARACTER.sub(lambda found: (decode_character(found[0], 0) or (found[0], 0))[0], value)
        found = UNQUOTED.match(self.text, self.at)
        value = found[0] if found else ""
        token, self.at = self.at, self.at + len(value)
        if self.at < len(self.text) and not self.text[self.at].isspace() and self.text[self.at] != ">":
            raise _wrong(f"Unexpected end of name token at byte offset {self._byte(token)}")
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.stack:
            raise _wrong(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        tag = self._word(">").lower()
        self._skip_spaces()
        if self.at >= len(self.text) or self.text[self.at] != ">":
            raise _wrong(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise _wrong(f"Unmatched end tag at byte offset {self._byte(begin)}, {expected}")
        self.at += 1
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: dict[str, Any] = {
            "type": TYPES[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        if opened.tag == "a":
            written = "".join(self.out)
            url = opened.attributes.get("href") or _from(written, opened.offset)
            if not re.match(r"(?i)(https?|tg|ton|tonsite|mailto|tel)(://|:)|[^\s/]+\.[a-z]{2,}", url):
                return  # Telegram silently drops a link that leads nowhere
            user = re.match(r"(?i)tg://user\?id=(\d+)\Z", url)
            entity |= {"type": "text_mention", "user_id": int(user[1])} if user else {"url": _absolute(url)}
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes["emoji-id"]
        elif opened.tag == "tg-time":
            unix = opened.attributes.get("unix", "")
            if not unix.isdigit():
                raise _wrong("Invalid date-time format specified")
            form = opened.attributes.get("format")
            entity |= {"unix_time": int(unix), **({"date_time_format": form} if form else {})}
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and self.stack and self.stack[-1].tag == "pre":
            language = opened.attributes.get("class", "").removeprefix("language-")
            self.stack[-1].attributes["language"] = language
            return
        elif opened.tag == "pre" and opened.attributes.get("language"):
            entity["language"] = opened.attributes["language"]
        self.entities.append(entity)


def decode_character(text: str, at: int) -> tuple[str, int] | None:
    """A character reference at `at`: the character and where it ends, or None if it is none."""
    found = CHARACTER.match(text, at)
    if found is None:
        return None
    if found[3]:
        return NAMED[found[3]], found.end()
    number = int(found[1], 16) if found[1] else int(found[2])
    if not 0 < number < 0x10FFFF or 0xD800 <= number <= 0xDFFF or len(found[0].rstrip(";")) >= 10:
        return None
    return chr(number), found.end()


def _absolute(url: str) -> str:
    if "://" not in url and not url.startswith(("mailto:", "tel:")):
        url = f"http://{url}"
    head, separator, rest = url.partition("://")
    return url if not separator or "/" in rest or head.lower() == "tg" else f"{url}/"


def _from(text: str, units: int) -> str:
    return text.encode("utf-16-le")[2 * units :].decode("utf-16-le")


def _wrong(text: str) -> BotApiError:
    return BotApiError(400, f"Bad Request: can't parse entities: {text}") if text else bad_request("")
