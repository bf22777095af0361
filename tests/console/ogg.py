"""A real voice note: silence in Opus, in Ogg, as browsers and Telegram know it. Pure."""

import struct

A_SILENT_PACKET = b"\xf8\xff\xfe"  # 20 ms
PER_PACKET = 960  # samples at 48 kHz
CONTINUES, BEGINS, ENDS = 0, 2, 4


def _checksum(page: bytes) -> int:
    register = 0
    for byte in page:
        register ^= byte << 24
        for _ in range(8):
            register = ((register << 1) ^ (0x04C11DB7 if register & 0x80000000 else 0)) & 0xFFFFFFFF
    return register


def _page(packets: list[bytes], *, flag: int, place: int, samples: int) -> bytes:
    lacing = bytes([len(packets), *(len(each) for each in packets)])
    head = b"OggS\0" + bytes([flag]) + struct.pack("<qII", samples, 7, place)
    body = lacing + b"".join(packets)
    return head + struct.pack("<I", _checksum(head + bytes(4) + body)) + body


def voice_note(seconds: int = 1) -> bytes:
    """So many seconds of nothing."""
    packets = [A_SILENT_PACKET] * (50 * seconds)
    return b"".join(
        [
            _page([b"OpusHead\x01\x01\0\0" + struct.pack("<I", 48000) + bytes(3)], flag=BEGINS, place=0, samples=0),
            _page([b"OpusTags" + struct.pack("<I", 4) + b"test" + bytes(4)], flag=CONTINUES, place=1, samples=0),
            _page(packets, flag=ENDS, place=2, samples=PER_PACKET * len(packets)),
        ]
    )
