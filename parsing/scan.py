"""Every word of the lexicon that stands in a text, found in one pass: words of leaves and set phrases. Pure."""

from dataclasses import dataclass
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


_BEGUN: dict[str, list[tuple[str, _Entry]]] = {}
"""First two signs -> the words that begin so, longest first."""
_SINGLE: dict[str, tuple[str, ...]] = {}
for _word, _entry in sorted(_entries().items(), key=lambda item: -len(item[0])):
    if len(_word) > 1:
        _BEGUN.setdefault(_word[:2], []).append((_word, _entry))
    else:
        _SINGLE[_word] = _entry.cues


def scan(text: str) -> Found:
    """What the lexicon finds in a normalised text; a leaf's word inside a longer one does not count."""
    words: list[tuple[str, int, int]] = []
    cues: dict[str, tuple[int, int]] = {}
    reach = 0
    for at, begun in enumerate(map(_BEGUN.get, map(add, text, text[1:]))):
        for word, entry in begun or ():
            if not text.startswith(word, at):
                continue
            end = at + len(word)
            if entry.leaf is not None and end > reach:
                reach = end
                words.append((entry.leaf, at, end))
            for cue in entry.cues:
                cues.setdefault(cue, (at, end))
    _add_single(text, cues)
    return Found(words, cues)


def _add_single(text: str, cues: dict[str, tuple[int, int]]) -> None:
    for sign in _SINGLE.keys() & signs_of(text):
        at = text.index(sign)
        for cue in _SINGLE[sign]:
            if cue not in cues or at < cues[cue][0]:
                cues[cue] = (at, at + 1)
