"""What the two trained models make of a text: how likely each kind and each leaf is. Pure after loading."""

from pathlib import Path

from parsing.blocks import kind_blocks, leaf_blocks
from parsing.leaves import LEAVES
from parsing.linear import Linear

WEIGHTS = Path(__file__).parent / "weights"
_KIND = Linear.load(WEIGHTS / "kind.bin")
_LEAF = Linear.load(WEIGHTS / "leaf.bin")
_EMERGENCY = [at for at, slug in enumerate(_LEAF.classes) if LEAVES[slug].urgency == "emergency"]
_RESTRICTED = [at for at, slug in enumerate(_LEAF.classes) if LEAVES[slug].sensitivity == "S2"]


def read_kind(text: str) -> dict[str, float]:
    """Probability of each kind (an `incident` may still turn out to be `multi`)."""
    return dict(zip(_KIND.classes, _KIND.probabilities(kind_blocks(text)), strict=True))


def read_leaf(text: str) -> tuple[dict[str, float], float, float]:
    """(score per leaf as probability, mass on leaves that are emergencies, mass on leaves that are restricted)."""
    likely = _LEAF.probabilities(leaf_blocks(text))
    return (
        dict(zip(_LEAF.classes, likely, strict=True)),
        sum(likely[at] for at in _EMERGENCY),
        sum(likely[at] for at in _RESTRICTED),
    )
