"""Linear models over named features: scores, probabilities, and their files. Pure but for reading a file once."""

import json
import math
import struct
from dataclasses import dataclass
from pathlib import Path

ZERO = 128
"""Weights are stored as single bytes; this byte means 0."""
_FAR = 9.0
"""A class this far below the likeliest counts as just as unlikely as any other."""
_MOST_KEPT = 60_000
"""Features whose wide rows are kept; more are made anew each time, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Table:
    """One model as it stands in its file: a row is pairs of (class, weight byte)."""

    classes: list[str]
    bias: list[float]
    scale: float
    rows: dict[str, bytes]

    def why(self, name: str, features: list[str]) -> list[tuple[str, int]]:
        """Features that speak for class `name`, strongest first."""
        index = self.classes.index(name)
        found = []
        for feature in features:
            row = self.rows.get(feature, b"")
            found += [(feature, row[at + 1] - ZERO) for at in range(0, len(row), 2) if row[at] == index]
        return sorted(found, key=lambda pair: -pair[1])


def load(path: Path) -> Table:
    """The model in a file written by `save`."""
    raw = path.read_bytes()
    head, _, rest = raw.partition(b"\n")
    meta = json.loads(head)
    names = rest[: meta["names"]].decode("utf8").split("\n")
    blob = rest[meta["names"] :]
    rows, at = {}, len(names)
    for name, size in zip(names, blob[: len(names)], strict=True):
        rows[name] = blob[at : at + 2 * size]
        at += 2 * size
    return Table(meta["classes"], meta["bias"], meta["scale"], rows)


class Pair:
    """Two softmax models that look at the same features, scored in one pass.

    The rows of both stand side by side in one big number with 32 bits for each class, so that adding the rows of two
    features is adding two numbers.
    """

    def __init__(self, first: Table, second: Table) -> None:
        self.first, self.second = first, second
        self._wide: dict[str, int] = {}
        self._width = len(first.classes) + len(second.classes)
        self._head, self._tail = struct.Struct(f"<{len(first.classes)}I"), struct.Struct(f"<{len(second.classes)}I")
        self._rest = bytes((ZERO, 0, 0, 0)) * self._width

    def sums(self, features: list[str]) -> tuple[bytes, int]:
        """The added rows of all known features, and how many were known."""
        wide, added, known = self._wide.get, 0, 0
        for feature in features:
            row = wide(feature)
            if row is None:
                row = self._widen(feature)
            if row:
                known += 1
                added += row
        return added.to_bytes(4 * self._width, "little"), known

    def first_scores(self, added: tuple[bytes, int], size: int) -> list[float]:
        """Scores of the first model's classes; `size` is the number of features looked at."""
        return _scores(self.first, self._head.unpack_from(added[0], 0), added[1], size)

    def second_scores(self, added: tuple[bytes, int], size: int) -> list[float]:
        """Scores of the second model's classes."""
        return _scores(self.second, self._tail.unpack_from(added[0], self._head.size), added[1], size)

    def _widen(self, feature: str) -> int:
        rows = (self.first.rows.get(feature), self.second.rows.get(feature))
        number, shift = 0, 0
        if rows != (None, None):
            lanes = bytearray(self._rest)
            for table, row in zip((self.first, self.second), rows, strict=True):
                for at in range(0, len(row or b""), 2):
                    lanes[4 * (row[at] + shift)] = row[at + 1]  # type: ignore[index]  # an absent row has no steps
                shift += len(table.classes)
            number = int.from_bytes(lanes, "little")
        if len(self._wide) < _MOST_KEPT:
            self._wide[feature] = number
        return number


def _scores(table: Table, lanes: tuple[int, ...], known: int, size: int) -> list[float]:
    factor = table.scale / math.sqrt(size or 1)
    shift = factor * known * ZERO
    return [bias - shift + factor * lane for bias, lane in zip(table.bias, lanes, strict=True)]


def softmax(scores: list[float]) -> list[float]:
    """Scores as probabilities."""
    least, exp = max(scores) - _FAR, math.exp
    odds = [exp(score - least) if score > least else 1.0 for score in scores]
    total = sum(odds)
    return [odd / total for odd in odds]


def save(
    path: Path,
    *,
    classes: list[str],
    bias: list[float],
    weights: dict[str, list[float]],
    fingerprint: str,
    least: float,
) -> int:
    """Writes a model; weights below `least` are left out. Returns the number of features kept."""
    peak = max(abs(weight) for row in weights.values() for weight in row)
    scale = peak / (ZERO - 1)
    names, sizes, body = [], bytearray(), bytearray()
    for name in sorted(weights):
        steps = [(at, round(weight / scale)) for at, weight in enumerate(weights[name]) if abs(weight) >= least]
        steps = [(at, step) for at, step in steps if step]
        if steps:
            names.append(name)
            sizes.append(len(steps))
            for at, step in steps:
                body += bytes((at, step + ZERO))
    block = "\n".join(names).encode("utf8")
    meta = {
        "classes": classes,
        "bias": [round(value, 5) for value in bias],
        "scale": scale,
        "names": len(block),
        "corpus": fingerprint,
    }
    path.write_bytes(json.dumps(meta, ensure_ascii=False).encode("utf8") + b"\n" + block + bytes(sizes) + bytes(body))
    return len(names)
