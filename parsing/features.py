"""What the linear models look at: signs, pairs of neighbouring signs, how a text and its clauses begin and end; and what set words it holds. Pure."""

import itertools
import re
from dataclasses import dataclass

from parsing.danger import Danger, find_danger
from parsing.kind import CUES, find_cues, is_placed
from parsing.scan import Found, scan
from parsing.words import is_telling

_TOKEN = re.compile(r"[a-z']+|\d+|[一-鿿]|[?!👍🌹🙏😂⭐✅👌💪🎉]")
_CLAUSE = re.compile(r"[^\s,。!?、;:]+")
_LONGEST = 400
"""Signs of a text that the models look at: what a longer letter is about stands at its beginning."""
_BEGINS, _CLOSES = dict.fromkeys("0123456789", "<0"), dict.fromkeys("0123456789", ">0")
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
    """Tokens and neighbouring pairs of a normalised text, its ends and its length, the signs at the edges of its clauses; numbers are `0`."""
    told = text[:_LONGEST]
    tokens = ["0" if token[0].isdigit() else token for token in _TOKEN.findall(told)]
    size = "#" + str(min(_LONG, len(text) // _STEP))
    if not tokens:
        return [size]
    pairs = [a + b for a, b in itertools.pairwise(tokens)]
    ends = ["^" + tokens[0], "$" + tokens[-1]]
    if pairs:
        ends += ["^" + pairs[0], "$" + pairs[-1]]
    clauses = _CLAUSE.findall(told)
    edges = [_BEGINS.get(clause[0]) or "<" + clause[0] for clause in clauses]
    edges += [_CLOSES.get(clause[-1]) or ">" + clause[-1] for clause in clauses]
    return [*dict.fromkeys(tokens + pairs + edges), *ends, size]
