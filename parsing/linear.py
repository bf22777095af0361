"""Linear models over named features: added rows, margins, probabilities, and their file. Pure but for reading a file once.

All models look at the same features. The row of a feature holds one byte that counts it, one that tells how rare it is, and one
for each class of each model; in memory each byte has 16 bits of its own in one big number, so that adding the rows of two
features is adding two numbers. A row is widened when its feature is first met.
"""

import json
import math
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ZERO = 128
"""Weights are stored as single bytes; this byte means 0."""
AT_ONCE = 250
"""So many rows of bytes can be added in lanes of 16 bits."""
_NOTHING = 1e-5


class Rows(dict[str, int]):
    """Feature -> its row with lanes of 16 bits; unknown features have a row of 0, which is not kept."""

    __slots__ = ("_at", "_bytes", "_size")

    def __init__(self, names: Sequence[str], rows: memoryview, size: int) -> None:
        super().__init__()
        self._at = dict(zip(names, range(0, len(names) * size, size), strict=True))
        self._bytes, self._size = rows, size

    def __missing__(self, name: str) -> int:
        at = self._at.get(name)
        if at is None:
            return 0
        wide = bytearray(2 * self._size)
        wide[::2] = self._bytes[at : at + self._size]
        self[name] = row = int.from_bytes(wide, "little")
        return row


@dataclass(frozen=True, slots=True)
class Table:
    """All models as they stand in their file. `head` is what the file says of itself; `rows` are the packed rows."""

    head: dict[str, Any]
    rows: Rows
    lanes: struct.Struct

    def add(self, features: list[str]) -> Sequence[int]:
        """One sum for each lane over all known features: their number, their rarity, then the weights of each class of each model."""
        row = self.rows.__getitem__
        if len(features) <= AT_ONCE:
            return self._unpack(sum(map(row, features)))
        parts = [self._unpack(sum(map(row, features[at : at + AT_ONCE]))) for at in range(0, len(features), AT_ONCE)]
        return [sum(sums) for sums in zip(*parts, strict=True)]

    def _unpack(self, added: int) -> Sequence[int]:
        return self.lanes.unpack(added.to_bytes(self.lanes.size, "little"))


def load(path: Path) -> Table:
    """The models in a file written by `save`."""
    first, _, rest = path.read_bytes().partition(b"\n")
    head: dict[str, Any] = json.loads(first)
    body = zlib.decompress(rest)
    names = body[: head["names"]].decode("utf8").split("\n")
    return Table(
        head, Rows(names, memoryview(body)[head["names"] :], head["lanes"]), struct.Struct(f"<{head['lanes']}H")
    )


def save(path: Path, head: Mapping[str, object], rows: Mapping[str, bytes]) -> int:
    """Writes the models: `rows` of equal length, the first byte of each 1. Returns the size of the file."""
    names = sorted(rows)
    block = "\n".join(names).encode("utf8")
    body = zlib.compress(block + b"".join(rows[name] for name in names), 6)
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
