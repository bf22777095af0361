"""The 95 leaves of the taxonomy and the words that speak for them, read once from the lexicon. Pure."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

LEXICON = Path(__file__).parent / "lexicon"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One kind of matter. `urgency` and `sensitivity` hold unless the words say more; what it `brings`, told beside it, is no other matter."""

    slug: str
    top: str
    zh: str
    en: str
    urgency: str
    sensitivity: str
    words: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()


_TREE = tomllib.loads((LEXICON / "leaves.toml").read_text(encoding="utf8"))

LEAVES: dict[str, Leaf] = {
    f"{top}.{name}": Leaf(
        slug=f"{top}.{name}",
        top=top,
        zh=leaf["zh"],
        en=leaf["en"],
        urgency=leaf["urgency"],
        sensitivity=leaf["sensitivity"],
        words=tuple(leaf["words"]),
        brings=tuple(leaf.get("brings", ())),
    )
    for top, branch in _TREE.items()
    for name, leaf in branch.items()
    if isinstance(leaf, dict)
}

TOPS: dict[str, tuple[str, str]] = {top: (branch["zh"], branch["en"]) for top, branch in _TREE.items()}
"""Top category -> (Chinese, English)."""
