"""Words of time in a message, found. Pure.

A time is told whole: how often, which day, which part of it, which hour, and before or after it (`每天晚上8点`, `周五下班前`). What only
leads in or out (从, 到, 起, 开始, 了) is no part of it, but both ends of a range are. Habits, limits and lengths are times; numbers of
houses, ages, prices and greetings are not (moment_none.py).
"""

import re
from itertools import pairwise

from parsing.moment_english import find_english, is_english
from parsing.moment_grammar import BEGINS, FOLLOWED, ONE, SHORT_END, TO, WORTH
from parsing.moment_none import is_none

_JUST = re.compile(r"刚刚|刚才|方才")
_LEAST = 2
_EDGES = "的, "


def find_moment(text: str, kind: str = "incident") -> list[tuple[int, int]]:
    """Spans of all time words of a normalised text, in order; `just now` only counts in an incident."""
    if is_english(text) and (english := find_english(text)):
        return english
    if WORTH.search(text) is None:
        return []
    found = _fullest(text, [span for span in _candidates(text) if not is_none(text, *span, kind)])
    if kind == "incident" and not found:
        just = _JUST.search(text)
        if just is not None:
            found.append(just.span())
    return found


def _fullest(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without those that another one begins with: `7月3日` says nothing beside `7月3日9:00`."""
    words = sorted({text[start:end] for start, end in spans})
    begun = {word for word, following in pairwise(words) if following.startswith(word)}
    return [(start, end) for start, end in spans if text[start:end] not in begun]


def _candidates(text: str) -> list[tuple[int, int]]:
    """Every span that reads like a time, left to right, without overlaps."""
    spans, at = [], 0
    while (first := BEGINS.search(text, at)) is not None:
        start = first.start()
        if text[start + 1 : start + 2] not in FOLLOWED[first.group()]:
            at = start + 1
            continue
        end = _end_of_range(text, start, _end_of_one(text, start))
        if end - start >= _LEAST and not text[start:end].isdigit():
            spans.append((start, end))
        at = max(end, start + 1)
    return spans


def _end_of_one(text: str, start: int) -> int:
    match = ONE.match(text, start)
    return start if match is None else start + len(match.group().rstrip(_EDGES))


def _end_of_range(text: str, start: int, end: int) -> int:
    """Where the last time of a range ends; `end` itself when no second time follows."""
    to = TO.match(text, end) if end - start >= _LEAST else None
    if to is None:
        return end
    last = _end_of_one(text, to.end())
    short = SHORT_END.match(text, to.end()) if last == to.end() else None
    if short is not None and re.search(r"[月日号]", text[start:end]):
        return short.end()
    return last if last - to.end() >= _LEAST else end
