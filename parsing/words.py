"""Words of the lexicon that say by themselves that something is the matter. Pure."""

from parsing.leaves import LEXICON

_WEAK = frozenset(
    word
    for line in (LEXICON / "weak.txt").read_text(encoding="utf8").split("\n")
    if not line.startswith("#")
    for word in line.split()
)
_TELLING = 2


def is_telling(text: str, hits: list[tuple[str, int, int]]) -> bool:
    """True when one of the words found says by itself that something is the matter."""
    return any(end - start >= _TELLING and text[start:end] not in _WEAK for _, start, end in hits)
