"""What a file really is, by its first bytes, and how a page may hand it out. Pure."""

from collections.abc import Callable

from console.visit import Download

Sign = tuple[Callable[[bytes], bool], str, str]
PICTURES: tuple[Sign, ...] = (
    (lambda head: head.startswith(b"\xff\xd8"), "image/jpeg", "jpg"),
    (lambda head: head.startswith(b"\x89P"), "image/png", "png"),
)
VOICES: tuple[Sign, ...] = (
    (lambda head: head.startswith(b"OggS"), "audio/ogg", "ogg"),
    (lambda head: head.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3")), "audio/mpeg", "mp3"),
    (lambda head: head[4:8] == b"ftyp", "audio/mp4", "m4a"),
)
VIDEOS: tuple[Sign, ...] = ((lambda head: head[4:8] == b"ftyp", "video/mp4", "mp4"),)
SIGNS = {"photo": PICTURES, "voice": VOICES, "video": VIDEOS}
PLAYED = frozenset({"voice", "video"})
ANYTHING = ("application/octet-stream", "bin")  # saved, never opened by the browser


def file_of(kind: str, content: bytes | None, name: str) -> Download | None:
    """The file under this name; None for nothing, and for what is not of the kind it says."""
    if not content:
        return None
    if kind == "document":
        found = ANYTHING
    else:
        named = ((mime, ending) for has_sign, mime, ending in SIGNS.get(kind, ()) if has_sign(content[:12]))
        found = next(named, ("", ""))
    mime, ending = found
    return Download(content, f"{name}.{ending}", mime, is_played=kind in PLAYED) if mime else None
