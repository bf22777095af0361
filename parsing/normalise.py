"""Width, traditional signs, the trade's homophones and typos, and words of dialect made one. Pure; keeps every position.

The answer has exactly as many code points as the raw text, so that a span found in it is a span of what was typed.
"""

import re
from functools import lru_cache
from pathlib import Path

LONGEST = 4096
"""Code points that are read; the rest of a longer message is left unread."""


_LISTS = ("homophones.txt", "dialect.txt")
"""What the ear or the thumb mistook, and what is said elsewhere than in the standard language."""


def _signs() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for sign, plain in (
        ("　", " "),
        ("\u00a0", " "),
        ("\u200b", " "),
        ("\n", "\n"),
        ("\t", " "),
        ("。", "。"),
        ("〜", "~"),
        ("～", "~"),
    ):
        table[ord(sign)] = plain
    for sign in "—–―‐‑‒−":
        table[ord(sign)] = "-"
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = chr(code + 32)
        table[code + 0xFEE0] = chr(code + 32)
    for old, new in zip(*_traditional(), strict=True):
        table[ord(old)] = new
    return table


def _traditional() -> tuple[str, str]:
    lines = (Path(__file__).parent / "lexicon" / "traditional.txt").read_text(encoding="utf8").split("\n")
    pairs = [pair for line in lines if not line.startswith("#") for pair in line.split()]
    return "".join(pair[0] for pair in pairs), "".join(pair[1] for pair in pairs)


def _swaps() -> dict[str, str]:
    swaps = {}
    for name in _LISTS:
        for line in (Path(__file__).parent / "lexicon" / name).read_text(encoding="utf8").split("\n"):
            if line and not line.startswith("#"):
                heard, meant = line.split()
                if len(heard) != len(meant):
                    raise ValueError(f"{name}: {heard} and {meant} differ in length")
                swaps[heard] = meant
    return swaps


_SIGNS = _signs()
_SWAPS = _swaps()
_HEARD = re.compile("|".join(sorted(map(re.escape, _SWAPS), key=len, reverse=True)))


@lru_cache(maxsize=64)  # one message is asked about by several steps
def normalise(raw: str) -> str:
    """The first 4,096 code points in plain width, simplified, lower case, with known slips of the ear mended and dialect in standard words."""
    return _HEARD.sub(_meant, plain(raw[:LONGEST]))


def plain(raw: str) -> str:
    """All of `raw` in plain width, simplified and lower case; nothing else is changed."""
    return raw.translate(_SIGNS)


def _meant(heard: re.Match[str]) -> str:
    return _SWAPS[heard.group()]
