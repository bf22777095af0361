"""Life at risk: patterns with gaps, tried before everything else and tuned to miss nothing. Pure."""

import tomllib
from functools import lru_cache

from parsing.gates import Gates
from parsing.late import Late
from parsing.leaves import LEXICON
from parsing.signs import signs_of

Danger = tuple[str, tuple[int, int]]
"""(leaf, span) of a pattern of danger."""

_LINES = tomllib.loads((LEXICON / "danger.toml").read_text(encoding="utf8"))["pattern"]
_PATTERNS = tuple(
    (
        line["leaf"],
        Late(line["words"]),
        Late(f"(?s){line['unless']}") if "unless" in line else None,
    )
    for line in _LINES
)
"""(leaf, pattern, what shows that something else is meant)."""
_GATES = Gates([line.get("signs", "") for line in _LINES])


@lru_cache(maxsize=16)  # several steps ask while the same text is read
def find_danger(text: str) -> Danger | None:
    """(leaf, span) of the first danger that a normalised text shows, else None."""
    for at in _GATES.open(signs_of(text)):
        leaf, pattern, unless = _PATTERNS[at]
        match = pattern.search(text)
        if match is not None and (unless is None or unless.search(text) is None):
            return leaf, match.span()
    return None
