"""Words of time in a message, found. Pure.

A time is told whole: how often, which day, which part of it, which hour, and before or after it (`每天晚上8点`, `周五下班前`). What only
leads in or out (从, 到, 起, 开始, 了) is no part of it, but both ends of a range are. Habits, limits and lengths are times; how long a habit
takes each time, numbers of houses, ages, prices, greetings and what is only supposed are not (moment_none.py).
"""

import re
from itertools import compress, pairwise
from operator import add

from parsing.moment_english import find_english, is_english
from parsing.moment_grammar import BETWEEN, EVERY_TIME, LENGTH, NUMBERS, ONE, SHORT_END, SINCE, TO, WORDS, WORTH
from parsing.moment_none import is_none

_LEAST = 2
_LASTING = frozenset("了没不都还")
_LASTED = frozenset("了经着续快又住")
"""Behind a length, and before it: it lasts until now."""
_EDGES = "的, "


def find_moment(text: str, kind: str = "incident") -> list[tuple[int, int]]:
    """Spans of all time words of a normalised text, in order; `just now` is none: it says no more than when the message came."""
    if is_english(text) and (english := find_english(text)):
        return english
    if WORTH.search(text) is None:
        return []
    found = [span for span in _candidates(text) if not is_none(text, *span, kind)]
    if kind == "notice":
        found = [_appointed(text, *span) for span in found]
    if len(found) > 1:
        found = _fullest(text, _of_the_matter(text, found))
    return found


def _appointed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with 起 when a notice appoints something from a month on."""
    since = SINCE.match(text, start)
    return (start, end + 1) if since is not None and since.end() == end else (start, end)


def _of_the_matter(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without a length behind a habit: who comes each night and stays for an hour has not been there for an hour."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        is_length = bool(kept) and LENGTH.fullmatch(text, start, end) is not None
        is_each_time = is_length and text[end : end + 1] not in _LASTING and text[start - 1] not in _LASTED
        if not is_each_time or not any(EVERY_TIME.match(text, *before) for before in kept):
            kept.append((start, end))
    return kept


def _fullest(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without those that another one begins with: `7月3日` says nothing beside `7月3日9:00`."""
    words = sorted({text[start:end] for start, end in spans})
    begun = {word for word, following in pairwise(words) if following.startswith(word)}
    return [(start, end) for start, end in spans if text[start:end] not in begun]


def _candidates(text: str) -> list[tuple[int, int]]:
    """Every span that reads like a time, left to right, without overlaps."""
    words = compress(range(len(text)), map(WORDS.__contains__, map(add, text, text[1:])))
    starts = sorted([*words, *[number.start() for number in NUMBERS.finditer(text)]])
    spans, at = [], 0
    for start in starts:
        if start < at:
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
    is_time = end - start >= _LEAST and EVERY_TIME.fullmatch(text, start, end) is None
    to = TO.match(text, end) if is_time else None
    if to is None:
        return end
    last = _end_of_one(text, to.end())
    short = SHORT_END.match(text, to.end()) if last == to.end() else None
    if short is not None and re.search(r"[月日号]", text[start:end]):
        return short.end()
    if last - to.end() < _LEAST:
        return end
    between = BETWEEN.match(text, last)
    if between is not None:
        return between.end()
    # 11月3日至5日每天8:00到17:00 is one time
    every, hour = EVERY_TIME.match(text, last), _end_of_one(text, last)
    return _end_of_range(text, last, hour) if every is not None and hour > every.end() else last
