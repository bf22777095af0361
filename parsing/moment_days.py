"""Days, weeks, months and years that words name. Pure."""

import re
from datetime import datetime, timedelta

from parsing.moment_lengths import Span, shifted_by
from parsing.moment_parts import DAYS, feast_day, month_end

_YEAR = re.compile(r"(\d{4}|\d{2})年")
FULL_DATE = re.compile(
    r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(?<!\d)(\d{1,2})(?:/(?=\d)|\.(?=\d{1,2}(?:$|[之以前后日号早晚上下])))(\d{1,2})(?:/(\d{4}))?(?!\d)|(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)"
)
_MONTH = re.compile(r"(\d{1,2})月(?:份)?")
_DAY = re.compile(r"(?:月|月份)(?:的)?(\d{1,2})(?![\d:点时个])|(\d{1,2})[日号]")
_WEEKDAY = re.compile(r"(上上|下下|上|下|本|这|今)?一?个?(?:周(?=周)|)(?:周|星期|礼拜)([一二三四五六日天末])?")
_MONTHS = {"上个月": -1, "上月": -1, "下个月": 1, "下月": 1, "本月": 0, "这个月": 0, "这月": 0, "当月": 0, "今个月": 0}
_YEARS = {
    "大前年": -3,
    "今年": 0,
    "去年": -1,
    "明年": 1,
    "前年": -2,
    "后年": 2,
    "本年": 0,
    "上年": -1,
    "上一年": -1,
    "下年": 1,
    "次年": 1,
    "这年": 0,
}
_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10), "底": (21, 31), "末": (21, 31)}
_WITHIN = re.compile(r"(第|前|最后)(\d+)个?(周|星期|礼拜|月|天|季度)")
_QUARTER = re.compile(r"([1-4首上下本])?个?季度([初末])?")
_LONG_MONTH = timedelta(days=27)
_CENTURY = 99
_TURN = 50


def day_of(words: str, at: datetime) -> Span | None:
    """[from, to] of the day, week, month or year that `words` name at `at`; None when they name none."""
    return _within(words, _whole(words, at), at)


def _whole(words: str, at: datetime) -> Span | None:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    for word, shift in DAYS.items():
        if word in words:
            start = midnight + timedelta(days=shift)
            return start, start + timedelta(days=1)
    full = FULL_DATE.search(words)
    if full is not None:
        return _of_numbers(full, midnight)
    feast = feast_day(words, at)
    if feast is not None:
        return feast
    week = _WEEKDAY.search(words)
    if week is not None and not re.search(r"\d(?:个)?(?:周|星期|礼拜)", words):
        return _of_week(week, midnight)
    return _of_calendar(words, midnight)


def _of_numbers(full: re.Match[str], midnight: datetime) -> Span | None:
    year = int(full[1] or full[6] or full[7] or midnight.year)
    month = int(full[2] or full[4] or full[8])
    day = full[3] or full[5] or full[9]
    try:
        start = midnight.replace(year=year, month=month, day=int(day or 1))
    except ValueError:
        return None
    return (start, start + timedelta(days=1)) if day else (start, month_end(start))


def _of_week(week: re.Match[str], midnight: datetime) -> Span:
    monday = midnight - timedelta(days=midnight.weekday())
    shift = {"上上": -2, "上": -1, "下": 1, "下下": 2}.get(week[1] or "", 0)
    monday += timedelta(weeks=shift)
    if week[2] is None:
        return monday, monday + timedelta(days=7)
    if week[2] == "末":
        return monday + timedelta(days=5), monday + timedelta(days=7)
    day = monday + timedelta(days="一二三四五六日天".index(week[2]) if week[2] != "天" else 6)
    if not week[1] and day < midnight:
        day += timedelta(days=7)
    return day, day + timedelta(days=1)


def _of_calendar(words: str, midnight: datetime) -> Span | None:
    year = next((midnight.year + shift for word, shift in _YEARS.items() if word in words), None)
    named = _YEAR.search(words)
    if named is not None:
        year = int(named[1])
        year += 0 if year > _CENTURY else 2000 if year < _TURN else 1900
    month: int | None = None
    numbered = _MONTH.search(words)
    if numbered is not None:
        month = int(numbered[1])
    shift = next((step for word, step in _MONTHS.items() if word in words), None)
    if shift is None and month is None and re.search(r"月[底初末]|月[上中下]旬", words):
        shift = 0
    if shift is not None:
        total = midnight.year * 12 + midnight.month - 1 + shift
        year, month = total // 12, total % 12 + 1
    day = _DAY.search(words)
    number = int(day[1] or day[2]) if day is not None else None
    try:
        if month is None and number is not None:
            start = midnight.replace(day=number, year=year or midnight.year)
            return start, start + timedelta(days=1)
        if month is not None:
            return _of_month(words, midnight.replace(year=year or midnight.year, month=month, day=1), number)
    except ValueError:
        return None
    if year is None:
        return None
    return _of_year(words, midnight.replace(year=year, month=1, day=1))


def _of_month(words: str, first: datetime, number: int | None) -> Span:
    if number is not None:
        start = first.replace(day=number)
        return start, start + timedelta(days=1)
    last = month_end(first)
    third = next((days for word, days in _THIRDS.items() if "月" + word in words or "月份" + word in words), None)
    if third is not None:
        return first.replace(day=third[0]), min(
            last, first.replace(day=third[0]) + timedelta(days=10 if third[1] < 31 else 11)
        )
    return first, last


def _of_year(words: str, first: datetime) -> Span:
    end = first.replace(year=first.year + 1)
    for word, months in (
        ("上半年", (1, 7)),
        ("前半年", (1, 7)),
        ("下半年", (7, 13)),
        ("后半年", (7, 13)),
        ("年初", (1, 3)),
        ("年底", (11, 13)),
        ("年末", (11, 13)),
        ("春天", (3, 6)),
        ("夏天", (6, 9)),
        ("秋天", (9, 12)),
        ("暑假", (7, 9)),
    ):
        if word in words:
            return first.replace(month=months[0]), first.replace(month=months[1]) if months[1] < 13 else end
    return first, end


def _within(words: str, whole: Span | None, at: datetime) -> Span | None:
    """A part of a year or month: its third week, its first ten days, its last quarter."""
    quarter = _QUARTER.search(words)
    if quarter is not None and not re.search(r"前\d个?季度", words) and quarter[1] is not None:
        return _of_quarter(quarter, whole, at)
    if whole is None and re.fullmatch(r"[上下前后]个?半年", words):
        return _of_year(words, at.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0))
    part = _WITHIN.search(words)
    if part is None or whole is None or whole[1] - whole[0] < _LONG_MONTH:
        return whole
    count, unit = int(part[2]), part[3]
    start, end = whole
    if unit in {"周", "星期", "礼拜"} and part[1] == "第":
        monday = start + timedelta(days=-start.weekday() % 7)
        return monday + timedelta(weeks=count - 1), monday + timedelta(weeks=count)
    if part[1] == "第":
        return shifted_by(count - 1, unit, start, 1), shifted_by(count, unit, start, 1)
    if part[1] == "前":
        return start, shifted_by(count, unit, start, 1)
    return shifted_by(count, unit, end, -1), end


def _of_quarter(quarter: re.Match[str], whole: Span | None, at: datetime) -> Span:
    first = (whole[0] if whole is not None else at).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    now = (at.month - 1) // 3
    index = {"首": 0, "上": now - 1, "下": now + 1, "本": now}.get(
        quarter[1], int(quarter[1]) - 1 if quarter[1].isdigit() else 0
    )
    start = shifted_by(index, "季度", first, 1) if index >= 0 else shifted_by(-index, "季度", first, -1)
    end = shifted_by(1, "季度", start, 1)
    if quarter[2] == "末":
        return shifted_by(1, "月", end, -1), end
    return (start, shifted_by(1, "月", start, 1)) if quarter[2] == "初" else (start, end)
