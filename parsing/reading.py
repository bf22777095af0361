"""The shipped models, loaded once, and what they make of a text. Pure after loading."""

from pathlib import Path

from parsing.features import grams
from parsing.reader import Reader, Reading

WEIGHTS = Path(__file__).parent / "weights"
READER = Reader(WEIGHTS)


def read(text: str) -> Reading:
    """What the shipped models make of a normalised text."""
    return READER.read(grams(text))
