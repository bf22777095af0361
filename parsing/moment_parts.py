"""Small tables of the calendar and the clock, and numbers in time words as digits. Pure."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from parsing.numerals import to_int

CLOCKS = 24
DAYS = {
    "大前天": -3, "大后日": 3, "大前日": -3, "大后天": 3, "前天": -2, "后天": 2, "昨": -1, "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "明晨": 1, "明朝": 1, "明儿": 1, "次日": 1,
    "前日": -2, "后日": 2, "前晚": -2, "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "今晨": 0, "今夜": 0, "今朝": 0, "今儿": 0, "当天": 0, "当日": 0, "当晚": 0, "本日": 0,
    "寻日": -1, "听日": 1,
}  # fmt: skip
"""Word -> days from today."""
PARTS: dict[str, tuple[float, float]] = {
    "凌晨": (0, 6), "早高峰": (7, 9), "晚高峰": (17, 19), "清晨": (5, 8), "清早": (5, 8), "早上": (6, 9), "早晨": (6, 9), "一早": (5, 8), "早间": (6, 9), "今早": (6, 9), "明早": (6, 9),
    "黎明": (4, 6), "晨": (5, 9), "上午": (8, 12), "中午": (12, 13), "正午": (12, 13), "午后": (13, 15), "午休": (12, 14), "下午": (12, 18), "晏昼": (12, 18), "傍晚": (17, 19), "黄昏": (17, 19),
    "晚上": (18, 24), "晚间": (18, 24), "大半夜": (23, 29), "后半夜": (24, 29), "半夜": (23, 29), "午夜": (23, 25), "深夜": (22, 26), "夜里": (20, 29), "夜间": (20, 29), "白天": (6, 18),
    "昨夜": (20, 29), "今夜": (20, 29), "晚": (18, 24), "早": (6, 9),
}  # fmt: skip
"""Word -> hours of the day, from and to; more than 24 is after midnight."""
_FEASTS = {
    "国庆": (10, 1, 7), "元旦": (1, 1, 1), "五一": (5, 1, 5), "劳动节": (5, 1, 1), "儿童节": (6, 1, 1), "妇女节": (3, 8, 1), "情人节": (2, 14, 1), "圣诞": (12, 25, 1),
    "建军节": (8, 1, 1), "教师节": (9, 10, 1), "万圣节": (10, 31, 1), "三一五": (3, 15, 1), "消费者权益日": (3, 15, 1), "愚人节": (4, 1, 1), "双十一": (11, 11, 1), "清明": (4, 5, 1),
    "植树节": (3, 12, 1), "平安夜": (12, 24, 1), "青年节": (5, 4, 1), "建党节": (7, 1, 1),
}  # fmt: skip
_MOON_FROM = 2012
_NEW_YEAR = [
    "0123",
    "0210",
    "0131",
    "0219",
    "0208",
    "0128",
    "0216",
    "0205",
    "0125",
    "0212",
    "0201",
    "0122",
    "0210",
    "0129",
    "0217",
    "0206",
    "0126",
    "0213",
    "0203",
]
_DRAGON = [
    "0623",
    "0612",
    "0602",
    "0620",
    "0609",
    "0530",
    "0618",
    "0607",
    "0625",
    "0614",
    "0603",
    "0622",
    "0610",
    "0531",
    "0619",
    "0609",
    "0528",
    "0616",
    "0605",
]
_AUTUMN = [
    "0930",
    "0919",
    "0908",
    "0927",
    "0915",
    "1004",
    "0924",
    "0913",
    "1001",
    "0921",
    "0910",
    "0929",
    "0917",
    "1006",
    "0925",
    "0915",
    "1003",
    "0922",
    "0912",
]
_MOON = {
    "春节": (_NEW_YEAR, 0),
    "新春": (_NEW_YEAR, 0),
    "过年": (_NEW_YEAR, 0),
    "除夕": (_NEW_YEAR, -1),
    "大年三十": (_NEW_YEAR, -1),
    "元宵": (_NEW_YEAR, 14),
    "端午": (_DRAGON, 0),
    "中秋": (_AUTUMN, 0),
} | {f"大年初{day}": (_NEW_YEAR, after) for after, day in enumerate("一二三四五六七八九十")}
"""Feasts of the moon: month and day of each year from 2012, and days from it."""
_LONG = re.compile("期间|假")
_STILL_MEANT = 20
_DECEMBER = 12
_NUMERAL = re.compile(r"(?<![周期拜初])[零〇一二两三四五六七八九十百廿卅]+(?!周?末)")
_NOT_NUMBERS = re.compile(
    r"(?:周|星期|礼拜)[一二三四五六]|一早|一大早|一整|五一|双十一|三一五|正月|腊月|大年.{1,3}|三更"
)


def as_digits(words: str) -> str:
    """Chinese numerals of a time phrase as digits; weekdays and names of feasts stay."""
    kept = [match.span() for match in _NOT_NUMBERS.finditer(words)]

    def digit(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in kept):
            return match.group()
        value = to_int(match.group())
        return match.group() if value is None else str(value)

    return _NUMERAL.sub(digit, words)


def month_end(first: datetime) -> datetime:
    """Midnight after the last day of the month that begins at `first`."""
    return (
        first.replace(year=first.year + 1, month=1)
        if first.month == _DECEMBER
        else first.replace(month=first.month + 1)
    )


def feast_day(words: str, at: datetime) -> tuple[datetime, datetime] | None:
    """[from, to] of a public holiday named in `words`, this year's; None when none is named."""
    year = at.year + (1 if "明年" in words else -1 if "去年" in words else 0)
    named = re.search(r"(\d{4})年", words)
    if named is not None:
        year = int(named[1])
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    named_year = named is not None or "年" in words.replace("大年", "").replace("过年", "").replace("新年", "")
    for word, (month, day, days) in _FEASTS.items():
        if word in words:
            return _next(
                partial(_of_sun, midnight, month, day),
                year,
                at,
                named_year,
                days if _LONG.search(words) or word in {"国庆", "五一"} else 1,
            )
    for word, (dates, shift) in _MOON.items():
        if word in words and _MOON_FROM <= year < _MOON_FROM + len(dates) - 1:
            return _next(
                partial(_of_moon, midnight, dates, shift),
                year,
                at,
                named_year,
                7 if word in {"春节", "过年"} and "期间" in words else 1,
            )
    return None


def _of_sun(midnight: datetime, month: int, day: int, year: int) -> datetime:
    return midnight.replace(year=year, month=month, day=day)


def _of_moon(midnight: datetime, dates: list[str], shift: int, year: int) -> datetime:
    date = dates[year - _MOON_FROM]
    return midnight.replace(year=year, month=int(date[:2]), day=int(date[2:])) + timedelta(days=shift)


def _next(on: Callable[[int], datetime], year: int, at: datetime, fixed: bool, days: int) -> tuple[datetime, datetime]:
    """The feast of `year`, or of the next one when this year's is long past and no year was named."""
    start = on(year)
    if not fixed and start < at - timedelta(days=_STILL_MEANT):
        start = on(year + 1)
    return start, start + timedelta(days=days)
