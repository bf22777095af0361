"""What is seen of a text, and the blocks of features that each model looks at. Pure."""

from dataclasses import dataclass

from parsing.features import concepts, grams, pairs

Blocks = tuple[tuple[float, list[str]], ...]
"""(weight, features) of each block."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Signs and concepts of one normalised text, looked up once for both models."""

    grams: list[str]
    names: list[str]


def see(text: str) -> Seen:
    """The features of a normalised text."""
    return Seen(grams(text), concepts(text))


def kind_blocks(seen: Seen) -> Blocks:
    """What the model of kinds looks at."""
    return ((1.0, seen.grams), (1.0, ["§" + name for name in seen.names]))


def leaf_blocks(seen: Seen) -> Blocks:
    """What the model of leaves looks at."""
    return ((1.0, seen.grams), (1.0, ["§" + name for name in seen.names]), (0.5, pairs(seen.names)))
