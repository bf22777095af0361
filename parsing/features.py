"""What the linear models look at: signs, pairs of signs, and concepts. Pure."""

import itertools
import re

from parsing.leaves import LEXICON

_TOKEN = re.compile(r"[a-z']+|\d+|[一-鿿]|[?!👍🌹🙏😂⭐✅👌💪🎉]")
_WORD = re.compile(r"[a-z][a-z-]*")


def _concepts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in (LEXICON / "concepts.txt").read_text(encoding="utf8").split("\n"):
        name, colon, words = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        for word in words.split():
            names = found.setdefault(word, [])
            if name not in names:
                names.append(name)
    return {word: tuple(names) for word, names in found.items()}


_CONCEPTS = _concepts()
_LENGTHS: dict[str, tuple[int, ...]] = {}
for _word in _CONCEPTS:
    if not _word.isascii():
        _LENGTHS[_word[0]] = tuple(sorted({*_LENGTHS.get(_word[0], ()), len(_word)}))
_MOST_PAIRED = 14


def grams(text: str) -> list[str]:
    """Single tokens and neighbouring pairs of a normalised text; every number is `0`."""
    tokens = ["0" if token[0].isdigit() else token for token in _TOKEN.findall(text)]
    return list(dict.fromkeys(tokens + [a + b for a, b in itertools.pairwise(tokens)]))


def concepts(text: str) -> list[str]:
    """Names of the concepts that a normalised text touches, in a fixed order."""
    touched: set[str] = set()
    lengths, words = _LENGTHS, _CONCEPTS
    for at, sign in enumerate(text):
        if sign in lengths:
            for length in lengths[sign]:
                names = words.get(text[at : at + length])
                if names is not None:
                    touched.update(names)
    if not text.isascii() and not _WORD.search(text):
        return sorted(touched)
    for word in _WORD.findall(text):
        touched.update(words.get(word, ()))
    return sorted(touched)


def pairs(names: list[str]) -> list[str]:
    """Every two concepts that stand together."""
    names = names[:_MOST_PAIRED]
    return [f"{a}+{b}" for at, a in enumerate(names) for b in names[at + 1 :]]
