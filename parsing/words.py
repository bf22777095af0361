"""Lexicon words found in a text: which leaves they speak for. Pure."""

from parsing.leaves import LEAVES

_WORDS: dict[str, str] = {word: leaf.slug for leaf in reversed(LEAVES.values()) for word in leaf.words}
_LENGTHS = tuple(sorted({len(word) for word in _WORDS}, reverse=True))
_FIRST = frozenset(word[0] for word in _WORDS)


def find_words(text: str) -> list[tuple[str, int, int]]:
    """(leaf, start, end) of every lexicon word, the longest at each place."""
    found = []
    for at, sign in enumerate(text):
        if sign not in _FIRST:
            continue
        for length in _LENGTHS:
            leaf = _WORDS.get(text[at : at + length])
            if leaf is not None:
                found.append((leaf, at, min(len(text), at + length)))
                break
    return found
