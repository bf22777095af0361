"""What the two trained models make of a text: how likely each kind and each leaf is. Pure after loading."""

from pathlib import Path

from parsing.blocks import Seen, kind_blocks, leaf_blocks
from parsing.leaves import LEAVES
from parsing.linear import Linear

WEIGHTS = Path(__file__).parent / "weights"
_KIND = Linear.load(WEIGHTS / "kind.bin")
_LEAF = Linear.load(WEIGHTS / "leaf.bin")
SLUGS = _LEAF.classes
"""The leaves in the order of `read_leaf`."""
EMERGENCIES = tuple(at for at, slug in enumerate(SLUGS) if LEAVES[slug].urgency == "emergency")
RESTRICTED = tuple(at for at, slug in enumerate(SLUGS) if LEAVES[slug].sensitivity == "S2")


def read_kind(seen: Seen) -> dict[str, float]:
    """Probability of each kind (an `incident` may still turn out to be `multi`)."""
    return dict(zip(_KIND.classes, _KIND.probabilities(kind_blocks(seen)), strict=True))


def read_leaf(seen: Seen) -> list[float]:
    """One score per leaf, in the order of `SLUGS`; higher is likelier, differences are log odds."""
    return _LEAF.scores(leaf_blocks(seen))
