"""A picture without what it does not show: where and when it was taken, with what, by whom. Pure."""

JPEG = b"\xff\xd8"
PNG = b"\x89PNG\r\n\x1a\n"
START_OF_SCAN = 0xDA
STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# What a picture needs to be seen: its first header (JFIF), colour profile (ICC) and Adobe's colour transform.
KEPT_APPS = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}
APPS, COMMENT = range(0xE0, 0xF0), 0xFE
TELLING_CHUNKS = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})


def without_metadata(data: bytes) -> bytes:
    """The same picture without EXIF, XMP, IPTC, comments and text chunks; anything that is no JPEG or PNG is left as it is."""
    if data.startswith(JPEG):
        return _clean_jpeg(data)
    return _clean_png(data) if data.startswith(PNG) else data


def _clean_jpeg(data: bytes) -> bytes:
    kept, at = [JPEG], 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every segment of a JPEG begins so
        marker = data[at + 1]
        if marker in STANDALONE:
            kept.append(data[at : at + 2])
            at += 2
            continue
        if marker == START_OF_SCAN:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if not _tells(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = end
    return b"".join(kept) + data[at:]


def _tells(marker: int, body: bytes) -> bool:
    if marker == COMMENT:
        return True
    return marker in APPS and not (marker in KEPT_APPS and body.startswith(KEPT_APPS[marker]))


def _clean_png(data: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in TELLING_CHUNKS:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)
