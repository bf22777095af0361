"""When somebody can be called, in their own words: "周一到周五 18:00-22:00，周末上午9点到12点". Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from parsing.numerals import to_int

EVERY_DAY, WORKDAYS, WEEKEND = frozenset(range(1, 8)), frozenset(range(1, 6)), frozenset({6, 7})
MOST_SHIFTS = 7
NOON, DAY = 12 * 60, 24 * 60
_NAMES = {**{name: place for place, name in enumerate("一二三四五六日", start=1)}, "天": 7}
_ENGLISH = {name: place for place, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), start=1)}
_WHOLE = (
    (EVERY_DAY, r"每天|天天|每日|全天候|every ?day|daily"),
    (WORKDAYS, r"工作日|平时|week ?days?"),
    (WEEKEND, r"周末|双休日|休息日|week ?ends?"),
)
_DAY = r"(?:(?:周|星期|礼拜)?[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)"
_TO = r"\s*(?:到|至|[-–—~～]|\bto\b)\s*"
_DAYS = rf"(?:{'|'.join(words for _, words in _WHOLE)}|(?:(?:周|星期|礼拜)|(?=[a-z])){_DAY}(?:(?:{_TO}|\s*(?:、|,|，|和|/|\band\b)\s*){_DAY})*)"
_HALF = r"(?P<{0}half>上午|早上|早晨|凌晨|中午|下午|傍晚|晚上|晚)?\s*"
_TIME = (
    _HALF
    + r"(?P<{0}hour>\d{{1,2}}|[一二三四五六七八九十两]{{1,3}})(?:[:：](?P<{0}min>\d{{2}})|[点时](?P<{0}part>半|整|\d{{1,2}}分?)?)?\s*(?P<{0}pm>am|pm)?"
)
_SHIFT = re.compile(rf"(?P<days>{_DAYS})?[\s,，:：的]*{_TIME.format('a')}{_TO}{_TIME.format('b')}", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,，;；、。.和]*")
_AFTERNOON = frozenset({"中午", "下午", "傍晚", "晚上", "晚"})


@dataclass(frozen=True, slots=True)
class Shift:
    """On these days (1 Monday … 7 Sunday) from a minute of the day to another; `start` above `end` runs over midnight."""

    days: frozenset[int]
    start: int
    end: int

    def __str__(self) -> str:
        clock = "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in (self.start, self.end))
        return f"{''.join(map(str, sorted(self.days)))} {clock}"

    def holds(self, wall: datetime) -> bool:
        """Whether this reading of the wall clock lies in it."""
        minute, today, before = wall.hour * 60 + wall.minute, wall.isoweekday(), (wall - timedelta(days=1)).isoweekday()
        if self.start < self.end:
            return today in self.days and self.start <= minute < self.end
        return (today in self.days and minute >= self.start) or (before in self.days and minute < self.end)


def read_hours(words: str) -> list[Shift]:
    """The shifts that the words name; nothing if any of the words are about something else."""
    shifts: list[Shift] = []
    days, at, text = EVERY_DAY, 0, words.strip()
    for found in _SHIFT.finditer(text):
        if _BETWEEN.fullmatch(text[at : found.start()]) is None:
            return []
        days = _days(found["days"]) if found["days"] else days
        start, end = _minute(found, "a"), _minute(found, "b", after=found)
        if start is None or end is None or start == end or start >= DAY:
            return []
        shifts.append(Shift(days, start, end))
        at = found.end()
    is_read = at > 0 and _BETWEEN.fullmatch(text[at:]) is not None and len(shifts) <= MOST_SHIFTS
    return shifts if is_read else []


def write_shifts(shifts: Sequence[Shift]) -> str:
    """As they are kept: "12345 18:00-22:00;67 09:00-12:00"."""
    return ";".join(map(str, shifts))


def kept_shifts(kept: str) -> list[Shift]:
    """… and back."""
    made = []
    for part in kept.split(";"):
        days, _, clock = part.partition(" ")
        start, end = (int(each[:2]) * 60 + int(each[3:]) for each in clock.split("-"))
        made.append(Shift(frozenset(map(int, days)), start, end))
    return made


def _days(words: str) -> frozenset[int]:
    for days, pattern in _WHOLE:
        if re.fullmatch(pattern, words, re.IGNORECASE):
            return days
    found: set[int] = set()
    last, at = 0, 0
    for each in re.finditer(_DAY, words, re.IGNORECASE):
        day = _day(each[0])
        is_range = last and re.fullmatch(_TO, words[at : each.start()], re.IGNORECASE)
        found |= set(range(last, day + 1)) if is_range and last <= day else {day}
        if is_range and last > day:  # from Saturday to Monday
            found |= {*range(last, 8), *range(1, day + 1)}
        last, at = day, each.end()
    return frozenset(found)


def _day(word: str) -> int:
    return _ENGLISH.get(word[:3].lower()) or _NAMES[word[-1]]


def _minute(found: re.Match[str], which: str, after: re.Match[str] | None = None) -> int | None:
    """Minute of the day. An end without 上午 or 下午 belongs to the half in which it comes after the start."""
    hour = to_int(found[f"{which}hour"])
    part = found[f"{which}part"] or ""
    rest = found[f"{which}min"] or ("30" if part == "半" else part.rstrip("分整") or "0")
    if hour is None or hour > 24 or int(rest) > 59:
        return None
    half, pm = found[f"{which}half"] or "", (found[f"{which}pm"] or "").lower()
    minute = hour * 60 + int(rest)
    if (half in _AFTERNOON or pm == "pm") and 0 < hour < 12:
        return minute + NOON
    start = _minute(after, "a") if after is not None else None
    if start is not None and not half and not pm and minute <= start and minute + NOON > start and hour < 12:
        is_spoken = after is not None and bool(after["ahalf"])  # 「下午2点到5点」, but not 「22:00-06:00」
        minute += NOON if is_spoken else 0
    return None if minute > DAY else minute
