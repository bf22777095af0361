"""An agreement as a mediator writes it, one promise a line: who, by when, what. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from parsing.moment import find_moment
from parsing.moment_words import resolve_words
from parsing.normalise import normalise

MOST_PROMISES = 12
LONGEST = 200  # characters of one promise
_SIDE = re.compile(r"^\s*(?:\d{1,2}[.、)）]\s*)?(甲方?|乙方?|[AaBb](?!\s*[A-Za-z]))\s*[:：,，、]?\s*")
_A = frozenset("甲Aa")
_EDGES = " ,，。;；、:："
_YEAR = re.compile(r"\d{4}|[今明后]年")


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise. `side` is "a" or "b"; `due` is the last minute of the time that was named."""

    side: str
    words: str
    due: datetime


def read_promises(text: str, at: datetime) -> tuple[list[Promised], int]:
    """The promises, and the number of the first line that lacks who, when or what (0: none lacks anything).

    `at` is the moment of writing in the zone in which people read dates; a day without a year is the next such day.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or len(lines) > MOST_PROMISES:
        return [], 1
    read = [_read(line, at) for line in lines]
    made = [each for each in read if each is not None]
    return (made, 0) if len(made) == len(read) else ([], read.index(None) + 1)


def _read(line: str, at: datetime) -> Promised | None:
    side = _SIDE.match(line)
    if side is None:
        return None
    rest = line[side.end() :]
    plain = normalise(rest)
    spans = find_moment(plain)
    if not spans:
        return None
    start, end = spans[0][0], spans[-1][1]
    told = [span for span in (resolve_words(plain[first:last], at) for first, last in spans) if span is not None]
    due = told[0][1] if told else None
    words = f"{rest[:start]}{rest[end:]}".strip(_EDGES)[:LONGEST]
    if due is None or not words:
        return None
    if due <= at and not _YEAR.search(rest[start:end]):
        is_leap_day = (due.month, due.day) == (2, 29)
        due = due + timedelta(days=366) if is_leap_day else due.replace(year=due.year + 1)
    last = due - timedelta(minutes=1)  # a day ends at its last minute
    return Promised("a" if side[1][0] in _A else "b", words, last) if last > at + timedelta(hours=1) else None
