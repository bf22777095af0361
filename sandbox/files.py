"""The bytes that were sent: kept once, named per bot, given back as they came."""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass
from random import Random

from sandbox.errors import bad_request, too_large

MEGABYTE = 1024 * 1024
DOWNLOAD_LIMIT = 20 * MEGABYTE
UPLOAD_LIMIT = 50 * MEGABYTE
PHOTO_LIMIT = 10 * MEGABYTE
LINK_LIFETIME = 3600.0
FOLDERS = {"photo": "photos", "voice": "voice", "document": "documents"}
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "audio/ogg": "oga"}


@dataclass(slots=True, eq=False)
class StoredFile:
    """Bytes with a name. `unique_id` is the same for every bot; `number` stands in the file path."""

    unique_id: str
    number: int
    kind: str
    data: bytes
    name: str
    mime: str
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """The file_path that getFile gives."""
        extension = self.name.rpartition(".")[2] if "." in self.name else EXTENSIONS.get(self.mime, "bin")
        return f"{FOLDERS[self.kind]}/file_{self.number}.{extension}"


class FileStore:
    """All files by unique id, and until when each link of each bot works."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.by_unique_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._links: dict[tuple[int, str], float] = {}

    def keep(self, kind: str, data: bytes, name: str, mime: str) -> StoredFile:
        """Store bytes; a photo must be a picture (400 IMAGE_PROCESS_FAILED), limits are 10 and 50 MB (413)."""
        if len(data) > (PHOTO_LIMIT if kind == "photo" else UPLOAD_LIMIT):
            raise too_large()
        if not data:
            raise bad_request("file must be non-empty")
        width, height = picture_size(data) or (0, 0)
        if kind == "photo":
            if not width:
                raise bad_request("IMAGE_PROCESS_FAILED")
            if width + height > 10_000 or max(width, height) > 20 * min(width, height):
                raise bad_request("PHOTO_INVALID_DIMENSIONS")
            mime = picture_mime(data)
        number = len(self.by_unique_id) + 1
        unique_id = "AgAD" + base64.urlsafe_b64encode(self._random.randbytes(9)).decode()
        stored = StoredFile(unique_id, number, kind, data, name, mime, width, height)
        self.by_unique_id[unique_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def find(self, file_id: str, bot_id: int) -> StoredFile:
        """The file that this bot knows as `file_id`; another bot's id is refused as Telegram refuses it."""
        try:
            owner, _, unique_id = base64.urlsafe_b64decode(file_id.encode() + b"==").decode().partition(":")
            stored = self.by_unique_id[unique_id]
        except (ValueError, KeyError):
            raise bad_request("wrong file identifier/HTTP URL specified") from None
        if owner != str(bot_id):
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return stored

    def link(self, stored: StoredFile, bot_id: int, now: float) -> str:
        """Open the file's path to this bot for an hour."""
        if len(stored.data) > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        self._links[bot_id, stored.path] = now + LINK_LIFETIME
        return stored.path

    def open(self, path: str, bot_id: int, now: float) -> StoredFile | None:
        """The file behind a path, as long as the bot's link works."""
        if self._links.get((bot_id, path), 0.0) <= now:
            return None
        return self._by_path.get(path)


def file_id(stored: StoredFile, bot_id: int) -> str:
    """The name by which one bot knows the file."""
    return base64.urlsafe_b64encode(f"{bot_id}:{stored.unique_id}".encode()).decode().rstrip("=")


def picture_mime(data: bytes) -> str:
    """What kind of picture the bytes are, by how they begin."""
    beginnings = {b"\x89PNG": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}
    return beginnings.get(data[:4], "image/jpeg")


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP picture, None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    if data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8 " and len(data) >= 30:
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None


def draw_picture(random: Random, width: int = 320, height: int = 240) -> bytes:
    """A PNG of soft colour bands, for people who send a photo without having one."""
    top = [random.randrange(64, 256) for _ in range(3)]
    bottom = [random.randrange(0, 192) for _ in range(3)]
    rows = bytearray()
    for y in range(height):
        colour = bytes((a * (height - y) + b * y) // height for a, b in zip(top, bottom, strict=True))
        rows += b"\0" + colour * width
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(rows), 6)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(body)) + tag + body + struct.pack(">I", zlib.crc32(tag + body)) for tag, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
