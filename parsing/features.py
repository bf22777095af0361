"""What the linear models look at: signs, pairs of neighbouring signs, how a text begins and ends, and marks of meaning. Pure."""

import itertools
import re
from dataclasses import dataclass

from parsing.danger import Danger, find_danger
from parsing.kind import find_cues, is_placed
from parsing.scan import Found, scan
from parsing.words import is_telling

_TOKEN = re.compile(r"[a-z']+|\d+|[一-鿿]|[?!👍🌹🙏😂⭐✅👌💪🎉]")
_LONGEST = 400
"""Signs of a text that the models look at: what a longer letter is about stands at its beginning."""
_STEP = 5
_LONG = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """One normalised text, looked at closely: marks of meaning for the models, and what lexicon and patterns found."""

    grams: list[str]
    marks: list[str]
    found: Found
    cues: dict[str, tuple[int, int]]
    danger: Danger | None


def see(text: str) -> Seen:
    """Everything that the models look at in a normalised text, with the words and phrases found in it."""
    return look(text, grams(text), find_danger(text))


def look(text: str, pieces: list[str], danger: Danger | None) -> Seen:
    """The same, where the grams and the danger of the text are known already."""
    found = scan(text)
    cues = find_cues(text, found.cues)
    marks = [*found.concepts, *map("!".__add__, cues)]
    if found.words:
        marks += {"!w:" + leaf for leaf, _, _ in found.words}
    if danger is not None:
        marks += ["!danger", "!d:" + danger[0]]
    if is_telling(text, found.words):
        marks.append("!hit")
    if is_placed(text):
        marks.append("!placed")
    return Seen(pieces, marks, found, cues, danger)


def grams(text: str) -> list[str]:
    """Tokens and neighbouring pairs of a normalised text, its first and last ones, and its length; every number is `0`."""
    tokens = ["0" if token[0].isdigit() else token for token in _TOKEN.findall(text[:_LONGEST])]
    size = "#" + str(min(_LONG, len(text) // _STEP))
    if not tokens:
        return [size]
    pairs = [a + b for a, b in itertools.pairwise(tokens)]
    ends = ["^" + tokens[0], "$" + tokens[-1]]
    if pairs:
        ends += ["^" + pairs[0], "$" + pairs[-1]]
    return [*dict.fromkeys(tokens + pairs), *ends, size]
