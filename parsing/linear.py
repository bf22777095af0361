"""A linear model over named features: scores, probabilities, and its file. Pure but for reading the file once."""

import json
import math
import struct
from collections.abc import Sequence
from pathlib import Path

_THREE = 3
ZERO = 128
"""Weights are stored as single bytes; this byte means 0."""


class Linear:
    """Softmax over classes; each block of features counts by its weight over the root of its size."""

    def __init__(self, classes: list[str], bias: list[float], scale: float, rows: dict[str, bytes]) -> None:
        self.classes, self._bias, self._scale, self._rows = classes, bias, scale, rows
        self._wide: dict[str, int] = {}
        self._lanes = struct.Struct(f"<{len(classes)}I")
        self._rest = bytes((ZERO, 0, 0, 0)) * len(classes)

    @classmethod
    def load(cls, path: Path) -> "Linear":
        """The model in a file written by `save`."""
        raw = path.read_bytes()
        head, _, rest = raw.partition(b"\n")
        meta = json.loads(head)
        names = rest[: meta["names"]].decode("utf8").split("\n")
        blob = rest[meta["names"] :]
        sizes = blob[: len(names)]
        rows, at = {}, len(names)
        for name, size in zip(names, sizes, strict=True):
            rows[name] = blob[at : at + 2 * size]
            at += 2 * size
        return cls(meta["classes"], meta["bias"], meta["scale"], rows)

    def scores(self, blocks: tuple[tuple[float, list[str]], ...]) -> list[float]:
        """One score per class for blocks of (weight, features)."""
        wide = self._wide
        lanes: list[Sequence[int]] = []
        factors: list[float] = []
        shift = 0.0
        for weight, features in blocks:
            known, summed = 0, 0
            for feature in features:
                row = wide.get(feature)
                if row is None:
                    if feature not in self._rows:
                        continue
                    row = self._widen(feature)
                known += 1
                summed += row
            if known:
                factor = weight * self._scale / math.sqrt(len(features))
                lanes.append(self._lanes.unpack(summed.to_bytes(self._lanes.size, "little")))
                factors.append(factor)
                shift += factor * known * ZERO
        if len(lanes) == _THREE:
            one, two, three = factors
            return [
                bias - shift + one * a + two * b + three * c for bias, a, b, c in zip(self._bias, *lanes, strict=True)
            ]
        total = [bias - shift for bias in self._bias]
        for factor, lane in zip(factors, lanes, strict=True):
            total = [value + factor * weight for value, weight in zip(total, lane, strict=True)]
        return total

    def _widen(self, feature: str) -> int:
        """A row as one big number with 32 bits for each class, so that adding two rows is adding two numbers."""
        lanes, row = bytearray(self._rest), self._rows[feature]
        for at in range(0, len(row), 2):
            lanes[4 * row[at]] = row[at + 1]
        number = self._wide[feature] = int.from_bytes(lanes, "little")
        return number

    def probabilities(self, blocks: tuple[tuple[float, list[str]], ...]) -> list[float]:
        """One probability per class, in the order of `classes`."""
        return softmax(self.scores(blocks))

    def why(self, name: str, features: list[str]) -> list[tuple[str, int]]:
        """Features that speak for class `name`, strongest first."""
        index = self.classes.index(name)
        found = []
        for feature in features:
            row = self._rows.get(feature, b"")
            found += [(feature, row[at + 1] - ZERO) for at in range(0, len(row), 2) if row[at] == index]
        return sorted(found, key=lambda pair: -pair[1])


def softmax(scores: list[float]) -> list[float]:
    """Scores as probabilities."""
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
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
