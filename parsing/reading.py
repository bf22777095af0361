"""The shipped models, loaded once, and what they make of a text. Pure after loading."""

from pathlib import Path

from parsing.features import Seen
from parsing.reader import Glance, Reader, Reading

WEIGHTS = Path(__file__).parent / "weights"
READER = Reader(WEIGHTS)


def glance(pieces: list[str]) -> Glance:
    """What the shipped models make of the grams of a text."""
    return READER.glance(pieces)


def read(seen: Seen) -> Reading:
    """What the shipped models make of what was seen of a text."""
    return READER.read(seen)
