"""Linear models over named features: added rows, margins, probabilities, and their file. Pure but for reading a file once.

All models look at the same features. The row of a feature holds one byte that counts it, one that tells how rare it is, and one
for each class of each model; in memory each byte has 16 bits of its own in one big number, so that adding the rows of two
features is adding two numbers. A row is widened when its feature is met.
"""

import json
import math
import re
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
KEPT = 60_000
"""So many widened rows are kept, in some 25 megabytes; then they are forgotten, and those that are asked for come back."""
_RUN = re.compile(r"([\^$]?.)[^\n]*(?:\n\1[^\n]*)*")
"""Sorted names that begin with the same sign, one a line; of ends of texts, which are many, the same two."""
_ENDS = ("^", "$")
_NO_RUN = 0, ""
NOTHING = 1e-5
"""Added to a probability before its logarithm is taken."""


class Rows(dict[str, int]):
    """Feature -> its row with lanes of 16 bits; an unknown feature has a row of 0. Only rows that were lately asked for are kept."""

    __slots__ = ("_body", "_runs", "_size")

    def __init__(self, body: bytes, names: int, size: int) -> None:
        """`body` holds the features' sorted names, one a line, in its first `names` bytes; their rows of `size` bytes follow."""
        super().__init__()
        self._body, self._size = body, size
        self._runs: dict[str, tuple[int, str]] = {}
        at = names
        for run in _RUN.finditer(body[:names].decode("utf8")):
            self._runs[run[1]] = at, f"\n{run[0]}\n"
            at += (run[0].count("\n") + 1) * size

    def __missing__(self, name: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        self[name] = row = self._widened(name)
        return row

    def _widened(self, name: str) -> int:
        first, run = self._runs.get(name[: 2 if name.startswith(_ENDS) else 1], _NO_RUN)
        found = run.find(f"\n{name}\n")
        if found < 0:
            return 0
        at = first + run.count("\n", 0, found) * self._size
        row = self._body[at : at + self._size]
        return int.from_bytes(row.decode("latin1").encode("utf-16-le"), "little")


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
    rows = Rows(zlib.decompress(rest), head["names"], head["lanes"])
    return Table(head, rows, struct.Struct(f"<{head['lanes']}H"))


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
    return math.log(chance + NOTHING)
