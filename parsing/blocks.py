"""The blocks of features that each model sees of a normalised text. Pure."""

from parsing.features import concepts, grams, pairs

Blocks = tuple[tuple[float, list[str]], ...]
"""(weight, features) of each block."""


def kind_blocks(text: str) -> Blocks:
    """What the model of kinds sees."""
    return ((1.0, grams(text)), (1.0, ["§" + name for name in concepts(text)]))


def leaf_blocks(text: str) -> Blocks:
    """What the model of leaves sees."""
    names = concepts(text)
    return ((1.0, grams(text)), (1.0, ["§" + name for name in names]), (0.5, pairs(names)))
