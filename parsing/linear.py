"""Linear models over named features: added rows, margins, probabilities, and their file. Pure but for reading a file once.

All models look at the same features. The row of a feature holds one byte for each class of each model, and one that counts it;
in memory each byte has 16 bits of its own in one big number, so that adding the rows of two features is adding two numbers.
"""

import json
import math
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

ZERO = 128
"""Weights are stored as single bytes; this byte means 0."""
AT_ONCE = 250
"""So many rows of bytes can be added in lanes of 16 bits."""
_IN_ONE_GO = 2_000
_NOTHING = 1e-5


@dataclass(frozen=True, slots=True)
class Table:
    """All models as they stand in their file. `head` is what the file says of itself; `rows` are the packed rows."""

    head: dict[str, Any]
    rows: dict[str, int]
    lanes: struct.Struct

    def add(self, features: list[str]) -> list[int]:
        """The added rows of all known features, packed; one number for each 250 features."""
        row = self.rows.get
        if len(features) <= AT_ONCE:
            return [sum(map(row, features, repeat(0)))]
        return [sum(map(row, features[at : at + AT_ONCE], repeat(0))) for at in range(0, len(features), AT_ONCE)]

    def unpack(self, added: Iterable[int]) -> Sequence[int]:
        """One sum for each lane: the number of features known, then the weight bytes of each class of each model."""
        lanes = [self.lanes.unpack(number.to_bytes(self.lanes.size, "little")) for number in added]
        return lanes[0] if len(lanes) == 1 else [sum(sums) for sums in zip(*lanes, strict=True)]


def load(path: Path) -> Table:
    """The models in a file written by `save`."""
    first, _, rest = path.read_bytes().partition(b"\n")
    head: dict[str, Any] = json.loads(first)
    body = zlib.decompress(rest)
    names = body[: head["names"]].decode("utf8").split("\n")
    narrow = memoryview(body)[head["names"] :]
    size, number, rows = head["lanes"], int.from_bytes, {}
    for begin in range(0, len(names), _IN_ONE_GO):
        some = names[begin : begin + _IN_ONE_GO]
        wide = bytearray(2 * size * len(some))
        wide[::2] = narrow[begin * size : (begin + len(some)) * size]
        for at, name in enumerate(some):
            rows[name] = number(wide[2 * size * at : 2 * size * (at + 1)], "little")
    return Table(head, rows, struct.Struct(f"<{size}H"))


def save(path: Path, head: Mapping[str, object], rows: Mapping[str, bytes]) -> int:
    """Writes the models: `rows` of equal length, the first byte of each 1. Returns the size of the file."""
    names = sorted(rows)
    block = "\n".join(names).encode("utf8")
    body = zlib.compress(block + b"".join(rows[name] for name in names), 9)
    about = {**head, "names": len(block), "lanes": len(rows[names[0]])}
    path.write_bytes(json.dumps(about, ensure_ascii=False).encode("utf8") + b"\n" + body)
    return path.stat().st_size


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities."""
    peak, exp = max(scores), math.exp
    odds = [exp(score - peak) for score in scores]
    total = sum(odds)
    return [odd / total for odd in odds]


def log_of(chance: float) -> float:
    """The logarithm of a probability, bounded from below."""
    return math.log(chance + _NOTHING)
