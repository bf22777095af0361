"""Life at risk: patterns with gaps, tried before everything else and tuned to miss nothing. Pure."""

import re
import tomllib

from parsing.leaves import LEXICON

_PATTERNS = tuple(
    (
        line["leaf"],
        frozenset(line.get("signs", "")),
        re.compile(line["words"]),
        re.compile(line["unless"], re.DOTALL) if "unless" in line else None,
    )
    for line in tomllib.loads((LEXICON / "danger.toml").read_text(encoding="utf8"))["pattern"]
)
"""(leaf, signs one of which must stand in the text or none, pattern, what shows that something else is meant)."""


def find_danger(text: str) -> tuple[str, tuple[int, int]] | None:
    """(leaf, span) of the first danger that a normalised text shows, else None."""
    signs = set(text)
    for leaf, gate, pattern, unless in _PATTERNS:
        if gate and signs.isdisjoint(gate):
            continue
        match = pattern.search(text)
        if match is not None and (unless is None or unless.search(text) is None):
            return leaf, match.span()
    return None
