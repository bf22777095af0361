"""Linear models over named features: added rows, margins, probabilities, and their file. Pure but for reading a file once.

All models look at the same features. The row of a feature has one lane that counts it, one that tells how rare it is, and one
for each class of each model. Most weights are nothing, so the file holds only the others, in blocks of neighbouring names that are
unpacked when a name of theirs is first met. In memory each lane has 16 bits of one big number, so that adding the rows of two
features is adding two numbers; a row is widened when its feature is met.
"""

import json
import math
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

ZERO = 128
"""Weights are stored as single bytes; this byte means 0."""
AT_ONCE = 250
"""So many rows of bytes can be added in lanes of 16 bits."""
KEPT = 60_000
"""So many widened rows are kept, in some 25 megabytes; then they are forgotten, and those that are asked for come back."""
_BLOCK = 2048
"""Names in a block: unpacking one takes a third of a millisecond, and smaller ones make a larger file."""
_PIECE = 32
"""Names that are looked through at once; as strings of their own all of them would take 20 megabytes."""
NOTHING = 1e-5
"""Added to a probability before its logarithm is taken."""


class _Block:
    """Neighbouring names with their rows, of which only the weights that are not `ZERO` are held."""

    __slots__ = ("_ends", "_firsts", "_gaps", "_pieces", "_rarity", "_weights")

    def __init__(self, packed: bytes) -> None:
        block, counts, self._rarity, self._gaps, self._weights = _unpacked(packed)
        names = block.decode("utf8").split("\n")
        self._firsts = names[::_PIECE]
        self._pieces = ["\n".join(("", *names[at : at + _PIECE], "")) for at in range(0, len(names), _PIECE)]
        self._ends = list(accumulate(counts, initial=0))

    @staticmethod
    def pack(names: Sequence[str], rows: Sequence[bytes]) -> bytes:
        """The names; of each row how many weights it has, and how rare its feature is; then the gaps from weight to weight, and the weights."""
        told = [[lane for lane in range(2, len(row)) if row[lane] != ZERO] for row in rows]
        gaps = [lane - before for lanes in told for before, lane in zip([0, *lanes], lanes, strict=False)]
        weights = [row[lane] for row, lanes in zip(rows, told, strict=True) for lane in lanes]
        numbers = (map(len, told), (row[1] for row in rows), gaps, weights)
        return zlib.compress("\n".join(names).encode("utf8"), 9) + b"".join(_packed(bytes(part)) for part in numbers)

    def widened(self, name: str, size: int) -> int:
        """The row of a name in `size` lanes of 16 bits, 0 of an unknown one."""
        piece = max(0, bisect_right(self._firsts, name) - 1)
        found = self._pieces[piece].find(f"\n{name}\n")
        if found < 0:
            return 0
        at = piece * _PIECE + self._pieces[piece].count("\n", 0, found)
        told = slice(self._ends[at], self._ends[at + 1])
        row = bytearray((ZERO,)) * size
        row[0], row[1] = 1, self._rarity[at]
        for lane, weight in zip(accumulate(self._gaps[told]), self._weights[told], strict=True):
            row[lane] = weight
        return int.from_bytes(row.decode("latin1").encode("utf-16-le"), "little")


def _packed(numbers: bytes) -> bytes:
    """Small numbers without repetition worth the name: coding each by how often it comes takes a seventh less than looking for any."""
    stream = zlib.compressobj(9, strategy=zlib.Z_HUFFMAN_ONLY)
    return stream.compress(numbers) + stream.flush()


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """What was packed one after the other."""
    while packed:
        stream = zlib.decompressobj()
        yield stream.decompress(packed)
        packed = stream.unused_data


class Rows(dict[str, int]):
    """Feature -> its row with lanes of 16 bits; an unknown feature has a row of 0. Only rows that were lately asked for are kept."""

    __slots__ = ("_blocks", "_firsts", "_size")

    def __init__(self, blocks: Mapping[str, bytes], size: int) -> None:
        """`blocks` are packed, in order, each under the first of its names; their rows have `size` lanes."""
        super().__init__()
        self._firsts, self._size = list(blocks), size
        self._blocks: list[bytes | _Block] = list(blocks.values())

    def __missing__(self, name: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        block = self._unpacked(max(0, bisect_right(self._firsts, name) - 1))
        self[name] = row = block.widened(name, self._size)
        return row

    def _unpacked(self, at: int) -> _Block:
        block = self._blocks[at]
        if isinstance(block, bytes):
            self._blocks[at] = block = _Block(block)
        return block

    def unpack_all(self) -> None:
        """Every block, which takes 12 megabytes and a tenth of a second."""
        for at in range(len(self._blocks)):
            self._unpacked(at)


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
    ends = list(accumulate(head["blocks"].values(), initial=0))
    blocks = {name: rest[start:end] for name, start, end in zip(head["blocks"], ends, ends[1:], strict=False)}
    return Table(head, Rows(blocks, head["lanes"]), struct.Struct(f"<{head['lanes']}H"))


def save(path: Path, head: Mapping[str, object], rows: Mapping[str, bytes]) -> int:
    """Writes the models: `rows` of equal length, the first byte of each 1. Returns the size of the file."""
    names = sorted(rows)
    parts = [names[at : at + _BLOCK] for at in range(0, len(names), _BLOCK)]
    blocks = {part[0]: _Block.pack(part, [rows[name] for name in part]) for part in parts}
    about = {**head, "lanes": len(rows[names[0]]), "blocks": {name: len(block) for name, block in blocks.items()}}
    path.write_bytes(json.dumps(about, ensure_ascii=False).encode("utf8") + b"\n" + b"".join(blocks.values()))
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
