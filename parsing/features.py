"""What the linear models look at: signs, pairs of neighbouring signs, and concepts. Pure."""

import itertools
import re
from dataclasses import dataclass

from parsing.scan import Found, scan

_TOKEN = re.compile(r"[a-z']+|\d+|[一-鿿]|[?!👍🌹🙏😂⭐✅👌💪🎉]")
_LONGEST = 400
"""Signs of a text that the models look at: what a longer letter is about stands at its beginning."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One normalised text, looked at once: its features for the models, and what the lexicon found."""

    features: list[str]
    found: Found


def see(text: str) -> Seen:
    """Signs, pairs and concepts of a normalised text, with the words of the lexicon that stand in it."""
    found = scan(text)
    return Seen(grams(text[:_LONGEST]) + ["§" + name for name in found.concepts], found)


def grams(text: str) -> list[str]:
    """Single tokens and neighbouring pairs of a normalised text; every number is `0`."""
    tokens = ["0" if token[0].isdigit() else token for token in _TOKEN.findall(text)]
    return list(dict.fromkeys(tokens + [a + b for a, b in itertools.pairwise(tokens)]))
