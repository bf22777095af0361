"""A file of exported talk becomes messages: Telegram Desktop's result.json, CSV, or JSON lines. Reads the file, nothing else."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from texts.render import line

COLUMNS = {"time", "sender", "text"}


class ReplayError(Exception):
    """The file cannot be replayed; the text is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message of the file. `time` is as written there; `at` (aware) only where that can be read."""

    text: str
    time: str = ""
    at: datetime | None = None
    sender: str | None = None
    chat: str = ""
    message_id: int | None = None
    reply_to: int | None = None
    is_forwarded: bool = False
    is_edited: bool = False
    has_file: bool = False
    role: str = "resident"
    tier: str = "micro_grid"


def read_export(path: Path, language: str, zone: ZoneInfo) -> Iterator[Spoken | None]:
    """Messages in the order of the file, None for each that cannot be read; `zone` is that of times which name none.

    Raises ReplayError before the first one.
    """
    content = _content(path, language)
    if content.lstrip()[:1] in ("{", "["):
        try:
            whole = json.loads(content)
        except (ValueError, RecursionError):
            yield from _json_lines(content, language, zone)
            return
        if isinstance(whole, dict) and "text" in whole and "messages" not in whole:
            yield _from_line(whole, zone)
            return
        found = [
            _telegram(chat, said, zone) for chat, said in _chats(whole) if said.get("type", "message") == "message"
        ]
        if not found:
            raise ReplayError(line("replay_error.no_messages", language, file=path))
        yield from found
    else:
        yield from _csv(content, path, language, zone)


def _content(path: Path, language: str) -> str:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except IsADirectoryError:
        raise ReplayError(line("replay_error.folder", language, file=path)) from None
    except UnicodeDecodeError:
        raise ReplayError(line("replay_error.not_utf8", language, file=path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise ReplayError(line("replay_error.unreadable", language, file=path, reason=reason)) from None
    if not content.strip():
        raise ReplayError(line("replay_error.empty", language, file=path))
    return content


def _chats(whole: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """(chat, message) of an export of one chat, or of everything."""
    if not isinstance(whole, dict):
        return
    chats = [whole]
    for part in ("chats", "left_chats"):
        listed = whole.get(part)
        found = listed.get("list") if isinstance(listed, dict) else None
        chats += found if isinstance(found, list) else []
    for place, chat in enumerate(chats):
        messages = chat.get("messages") if isinstance(chat, dict) else None
        for said in messages if isinstance(messages, list) else []:
            if isinstance(said, dict):
                yield str(chat.get("id", place)), said


def _telegram(chat: str, said: dict[str, Any], zone: ZoneInfo) -> Spoken | None:
    pieces = said.get("text", "")
    pieces = pieces if isinstance(pieces, list) else [pieces]
    words = [piece.get("text") if isinstance(piece, dict) else piece for piece in pieces]
    if any(not isinstance(word, str) for word in words):
        return None
    time = said.get("date") or ""
    return Spoken(
        text="".join(map(str, words)),
        time=str(time),
        at=_moment(said.get("date_unixtime") or time, zone),
        sender=_word(said.get("from_id") or said.get("from")),
        chat=chat,
        message_id=_number(said.get("id")),
        reply_to=_number(said.get("reply_to_message_id")),
        is_forwarded="forwarded_from" in said,
        is_edited="edited" in said,
        has_file=any(kind in said for kind in ("photo", "file", "media_type")),
    )


def _json_lines(content: str, language: str, zone: ZoneInfo) -> Iterator[Spoken | None]:
    is_first = True
    for row in content.split("\n"):  # not splitlines: words may hold separators that are no ends of lines
        if not row.strip():
            continue
        try:
            said = json.loads(row)
        except (ValueError, RecursionError):
            said = None
        if is_first and not (isinstance(said, dict) and isinstance(said.get("text"), str)):
            raise ReplayError(line("replay_error.not_json", language))
        is_first = False
        yield _from_line(said, zone) if isinstance(said, dict) else None


def _from_line(said: dict[str, Any], zone: ZoneInfo) -> Spoken | None:
    if not isinstance(said.get("text"), str):
        return None
    time = said.get("at") or said.get("time") or ""
    return Spoken(
        text=said["text"],
        time=str(time),
        at=_moment(time, zone),
        sender=_word(said.get("sender")),
        message_id=_number(said.get("message_id")),
        reply_to=_number(said.get("reply_to")),
        role=_word(said.get("sender_role")) or "resident",
        tier=_word(said.get("chat_tier")) or "micro_grid",
    )


def _csv(content: str, path: Path, language: str, zone: ZoneInfo) -> Iterator[Spoken | None]:
    rows = csv.reader(StringIO(content, newline=""))
    try:
        header = [name.strip().lower() for name in next(rows)]
        if not set(header) >= COLUMNS:
            known = "replay_error.not_json" if path.suffix in {".json", ".jsonl"} else "replay_error.wrong_header"
            raise ReplayError(line(known, language))
        is_empty = True
        for row in rows:
            if row:
                is_empty = False
                yield _from_row(dict(zip(header, row, strict=False)), zone) if len(row) == len(header) else None
    except csv.Error as error:
        raise ReplayError(line("replay_error.not_csv", language, line=rows.line_num)) from error
    if is_empty:
        raise ReplayError(line("replay_error.no_messages", language, file=path))


def _from_row(row: dict[str, str], zone: ZoneInfo) -> Spoken:
    return Spoken(row["text"], row["time"], _moment(row["time"], zone), row["sender"].strip() or None)


def _moment(time: object, zone: ZoneInfo) -> datetime | None:
    """Unix seconds or ISO 8601; None for anything else."""
    word = str(time).strip()
    try:
        found = datetime.fromtimestamp(int(word), zone) if word.isdecimal() else datetime.fromisoformat(word)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
