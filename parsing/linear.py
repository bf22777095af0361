"""A linear model over named features: scores, probabilities, and its file. Pure but for reading the file once."""

import json
import math
from pathlib import Path

ZERO = 128
"""Weights are stored as single bytes; this byte means 0."""


class Linear:
    """Softmax over classes; each block of features counts by its weight over the root of its size."""

    def __init__(self, classes: list[str], bias: list[float], scale: float, rows: dict[str, bytes]) -> None:
        self.classes, self._bias, self._scale, self._rows = classes, bias, scale, rows

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
        total = list(self._bias)
        rows = self._rows
        for weight, features in blocks:
            if not features:
                continue
            factor = weight * self._scale / math.sqrt(len(features))
            part = [0] * len(total)
            for feature in features:
                row = rows.get(feature)
                if row is not None:
                    for at in range(0, len(row), 2):
                        part[row[at]] += row[at + 1] - ZERO
            for at, value in enumerate(part):
                if value:
                    total[at] += factor * value
        return total

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


def save(path: Path, *, classes: list[str], bias: list[float], weights: dict[str, list[float]], fingerprint: str, least: float) -> int:
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
    meta = {"classes": classes, "bias": [round(value, 5) for value in bias], "scale": scale, "names": len(block), "corpus": fingerprint}
    path.write_bytes(json.dumps(meta, ensure_ascii=False).encode("utf8") + b"\n" + block + bytes(sizes) + bytes(body))
    return len(names)
