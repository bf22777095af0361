"""What the linear models look at: signs, pairs of neighbouring signs, and how a text begins and ends; and what set words it holds. Pure."""

import itertools
import re
from dataclasses import dataclass

from parsing.danger import Danger, find_danger
from parsing.kind import CUES, find_cues, is_placed
from parsing.scan import Found, scan
from parsing.words import is_telling

_TOKEN = re.compile(r"[a-z']+|\d+|[一-鿿]|[?!👍🌹🙏😂⭐✅👌💪🎉]")
_LONGEST = 400
"""Signs of a text that the models look at: what a longer letter is about stands at its beginning."""
_STEP = 5
_LONG = 10
FLAGS = (*CUES, "danger", "hit", "placed")
"""What the last step is told beside the models' view: set phrases, a danger, a telling word, a spot."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What lexicon and patterns found in one normalised text. `flags` are some of `FLAGS`."""

    found: Found
    cues: dict[str, tuple[int, int]]
    danger: Danger | None
    hit: bool
    placed: bool

    @property
    def flags(self) -> list[str]:
        """What the last step is told."""
        flags = list(self.cues)
        if self.danger is not None:
            flags.append("danger")
        if self.hit:
            flags.append("hit")
        if self.placed:
            flags.append("placed")
        return flags


def see(text: str) -> Seen:
    """What the lexicon and the patterns find in a normalised text."""
    return look(text, find_danger(text))


def look(text: str, danger: Danger | None) -> Seen:
    """The same, where the danger of the text is known already."""
    found = scan(text)
    return Seen(found, find_cues(text, found.cues), danger, is_telling(text, found.words), is_placed(text))


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
