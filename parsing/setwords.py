"""Set words of the lexicon that say what sort of message this is, looked up in one pass. Pure."""

from parsing.leaves import LEXICON


def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in (LEXICON / "cues.txt").read_text(encoding="utf8").split("\n"):
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            for word in words.split():
                found[word] = (*found.get(word, ()), name)
    return found


_WORDS = _words()
_LENGTHS: dict[str, tuple[int, ...]] = {}
for _word in _WORDS:
    _LENGTHS[_word[0]] = tuple(sorted({*_LENGTHS.get(_word[0], ()), len(_word)}))


def find_set_words(text: str) -> dict[str, tuple[int, int]]:
    """Cue -> [start, end) of the first set word that speaks for it."""
    cues: dict[str, tuple[int, int]] = {}
    for at, sign in enumerate(text):
        if sign in _LENGTHS:
            for length in _LENGTHS[sign]:
                for name in _WORDS.get(text[at : at + length], ()):
                    if name not in cues:
                        cues[name] = (at, at + length)
    return cues
