"""What is handed out is what it says it is, whole or in the part that was asked for."""

import pytest

from console.byte_range import byte_range
from console.file_kinds import file_of


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", (0, 10)),
        ("bytes=0-1", (0, 2)),
        ("bytes=4-99", (4, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-99", (0, 10)),
        ("bytes=10-", (10, 10)),
        ("bytes=5-3", (10, 10)),
        ("", None),
        ("bytes=-", None),
        ("bytes=0-1,4-5", None),
        ("lines=1-2", None),
    ],
)
def test_a_part_is_what_was_asked_for_and_lies_within(asked, part):
    assert byte_range(asked, 10) == part


@pytest.mark.parametrize(
    ("kind", "content", "mime"),
    [
        ("photo", b"\xff\xd8x", "image/jpeg"),
        ("photo", b"<svg onload='x'>", None),
        ("voice", b"OggSx", "audio/ogg"),
        ("voice", b"ID3x", "audio/mpeg"),
        ("voice", b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        ("voice", b"<script>", None),
        ("video", b"\0\0\0\x20ftypisom", "video/mp4"),
        ("document", b"<script>", "application/octet-stream"),
        ("sticker", b"OggSx", None),
        ("voice", b"", None),
    ],
)
def test_a_file_that_is_not_what_it_says_is_not_handed_out(kind, content, mime):
    found = file_of(kind, content, "A-1004-3")
    assert (found.content_type if found is not None else None) == mime
    assert found is None or found.is_played == (kind in {"voice", "video"})
