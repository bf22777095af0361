"""Every word of the lexicon that stands in a text, found in one pass: words of leaves and set phrases. Pure."""

from dataclasses import dataclass
from itertools import compress
from operator import add

from parsing.leaves import LEAVES, LEXICON
from parsing.signs import signs_of


@dataclass(frozen=True, slots=True)
class Found:
    """(leaf, start, end) of the leaves' words, and cue -> [start, end) of the set phrases."""

    words: list[tuple[str, int, int]]
    cues: dict[str, tuple[int, int]]


@dataclass(slots=True)
class _Entry:
    """What one word of the lexicon means."""

    leaf: str | None = None
    cues: tuple[str, ...] = ()


def read_list(name: str) -> dict[str, tuple[str, ...]]:
    """Word -> names, from a lexicon file with one `name: words` a line."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (LEXICON / name).read_text(encoding="utf8").split("\n"):
        head, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            for word in words.split():
                if head not in found.get(word, ()):
                    found[word] = (*found.get(word, ()), head)
    return found


def _entries() -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for leaf in reversed(LEAVES.values()):
        for word in leaf.words:
            entries.setdefault(word, _Entry()).leaf = leaf.slug
    for word, cues in read_list("cues.txt").items():
        entries.setdefault(word, _Entry()).cues = cues
    return entries


_ENTRIES = _entries()
_SINGLE = {word: entry for word, entry in _ENTRIES.items() if len(word) == 1}
_LENGTHS: dict[str, tuple[int, ...]] = {}
for _word in _ENTRIES:
    if len(_word) > 1:
        _LENGTHS[_word[:2]] = tuple(sorted({*_LENGTHS.get(_word[:2], ()), len(_word)}, reverse=True))


def scan(text: str) -> Found:
    """What the lexicon finds in a normalised text; a leaf's word inside a longer one does not count."""
    words: list[tuple[str, int, int]] = []
    cues: dict[str, tuple[int, int]] = {}
    lengths_of, entries = _LENGTHS.get, _ENTRIES.get
    reach, size = 0, len(text)
    begun = list(map(lengths_of, map(add, text, text[1:])))
    for at in compress(range(len(begun)), begun):
        for length in begun[at] or ():
            entry = entries(text[at : at + length]) if at + length <= size else None
            if entry is None:
                continue
            if entry.leaf is not None and at + length > reach:
                reach = at + length
                words.append((entry.leaf, at, reach))
            for cue in entry.cues:
                cues.setdefault(cue, (at, at + length))
    _add_single(text, cues)
    return Found(words, cues)


def _add_single(text: str, cues: dict[str, tuple[int, int]]) -> None:
    for sign in sorted(_SINGLE.keys() & signs_of(text)):
        entry = _SINGLE[sign]
        for cue in entry.cues:
            at = text.index(sign)
            if cue not in cues or at < cues[cue][0]:
                cues[cue] = (at, at + 1)
