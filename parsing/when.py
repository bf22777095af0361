"""When, of words that tell of nothing else: an answer to "until when?", a leave, a promise. Pure."""

from datetime import datetime

from parsing.moment import find_moment
from parsing.moment_words import resolve_words
from parsing.normalise import normalise


def when(words: str, at: datetime) -> tuple[datetime, datetime] | None:
    """[from, to] of the first time in the words that can be placed, said at `at`; None if there is none."""
    plain = normalise(words)
    found = (resolve_words(plain[start:end], at) for start, end in find_moment(plain))
    return next((span for span in found if span is not None), None)
