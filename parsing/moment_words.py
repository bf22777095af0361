"""What words of time mean at the moment they were written. Pure."""

import re
from datetime import datetime, timedelta

from parsing.moment_days import FULL_DATE, day_of
from parsing.moment_english import in_chinese, is_english
from parsing.moment_lengths import Span, by_direction, by_duration, shifted_by
from parsing.moment_parts import CLOCKS, PARTS, as_digits
from parsing.moment_plain import plain_words

_RANGE = re.compile(
    r"(.+?[月日号点:\d年分半早晚上午夜天晨里间末底初一二三四五六])(?:到|至|~)(.+)|(.+(?:[月日号点年分半]|\d:\d\d))-{1,2}(\d.*)"
)
_CLOCK = re.compile(
    r"(\d{1,2})(?::(\d{1,2})(?::(\d{1,2}))?|[点时](?:(\d{1,2})(?!刻|\d)分?(?:(\d{1,2})秒)?|(半)|(\d)刻)?)\s*(am|pm|a\.m\.|p\.m\.|a|p)?"
)
_NTH_DAY = re.compile(r"第(\d{1,3})(?:天|夜|晚上?)")
_MOON = re.compile(r"农历|阴历|[正腊]月|(?<!大年)初[一二三四五六七八九十]|廿")
_BESIDE = re.compile(r"(.*[节考庆旦秋午明假期学课班饭夕摊])([前后])(\d{1,3})个?(分钟|小时|钟头|天|周|星期|礼拜|月)")
_NOON, _EVENING = 12, 18
_SMALL_HOURS = 5
_BEFORE_NOON = frozenset({10, 11})  # 中午十一点 is an hour before noon
_SIXTY = 60
_NOW = frozenset({"刚才", "刚刚", "方才", "此刻", "现在", "当前", "此时", "目前", "而家"})


def resolve_words(words: str, at: datetime) -> Span | None:
    """[from, to] of one phrase said at `at` (its time zone is kept); None when it cannot be placed."""
    words = plain_words(in_chinese(words) if is_english(words) else words.strip())
    if _MOON.search(words):
        return None  # a day of the moon's calendar: no table of it is kept but for the feasts
    words = as_digits(words)
    ranged = _RANGE.fullmatch(words)
    if ranged is not None and not FULL_DATE.fullmatch(words):
        head, tail = ranged[1] or ranged[3], ranged[2] or ranged[4]
        tail = _in_the_same_part(head, tail)
        first, last = resolve_one(head, at), resolve_one(tail, at)
        if first is not None and last is None and tail.isdigit():
            last = resolve_one(tail + "号", first[0])
        if first is not None and last is not None:
            if last[1] < first[0]:
                anchored = resolve_one(tail, first[0])
                last = (
                    anchored
                    if anchored is not None and anchored[1] >= first[0]
                    else (last[0] + timedelta(days=1), last[1] + timedelta(days=1))
                )
            elif re.fullmatch(r"\d{1,2}[日号].*", tail) or not re.search(r"[日号天周年月]", tail):
                last = resolve_one(tail, first[0].replace(hour=0, minute=0)) or last
            return first[0], last[1]
    return resolve_one(words, at)


def _in_the_same_part(head: str, tail: str) -> str:
    """The end of a range with the part of the day that its beginning names: 下午2点到5点 ends at five in the afternoon."""
    part = next((word for word in PARTS if word in head), None)
    begins, ends = _CLOCK.search(head), _CLOCK.match(tail)
    if part is None or begins is None or ends is None or PARTS[part][0] < _NOON:
        return tail
    first, last = int(begins[1]), int(ends[1])
    is_on_the_same_half = first < last <= _NOON - (PARTS[part][0] < _EVENING)  # 晚上9点到12点 ends at midnight
    is_over_noon = PARTS[part][0] == _NOON and last < _NOON <= first + 2  # 中午12点到2点
    return f"{part}{tail}" if is_on_the_same_half or is_over_noon else tail


def resolve_one(words: str, at: datetime) -> Span | None:
    """[from, to] of a phrase without a range."""
    beside = _BESIDE.fullmatch(words)
    if beside is not None:
        return _beside(beside, at)
    gone = by_direction(words, at) or by_duration(words, at)
    if gone is not None:
        return gone
    if words in _NOW:
        return at, at
    nth = _NTH_DAY.fullmatch(words)
    if nth is not None:
        return at.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=int(nth[1]) - 1), at
    day = day_of(words, at)
    clock = _CLOCK.search(words)
    part = next((PARTS[word] for word in PARTS if word in words), None)
    if clock is not None:
        base = day[0] if day is not None else at.replace(hour=0, minute=0, second=0, microsecond=0)
        return _at_clock(base, clock, part, words, dated=day is not None)
    if part is not None:
        base = day[0] if day is not None else at.replace(hour=0, minute=0, second=0, microsecond=0)
        return base + timedelta(hours=part[0]), base + timedelta(hours=part[1])
    return day


def _beside(told: re.Match[str], at: datetime) -> Span | None:
    """The moment so long before or after an event; None when nobody can say when that is."""
    event = day_of(told[1], at)
    if event is None:
        return None
    moment = (
        shifted_by(int(told[3]), told[4], event[0], -1)
        if told[2] == "前"
        else shifted_by(int(told[3]), told[4], event[1], 1)
    )
    return moment, moment


def _at_clock(
    base: datetime, clock: re.Match[str], part: tuple[float, float] | None, words: str, *, dated: bool
) -> Span | None:
    hour = int(clock[1])
    minute = int(clock[2] or clock[4] or 0) if not clock[6] else 30
    if clock[7]:
        minute = 15 * int(clock[7])
    second = int(clock[3] or clock[5] or 0)
    if hour > CLOCKS or minute >= _SIXTY or second >= _SIXTY:
        return None
    if part is not None:
        hour = _hour_in(part[0], hour, after_midnight=dated and ("半夜" not in words or "后半夜" in words))
    elif clock[8] and clock[8].startswith("p") and hour < _NOON:
        hour += 12
    start = base + timedelta(hours=hour, minutes=minute, seconds=second)
    return start, start


def _hour_in(begins: float, hour: int, *, after_midnight: bool) -> int:
    """The hour of the day that a clock's hour means in a part of it; more than 24 is after the midnight of a night that was named."""
    if begins >= _EVENING and hour < _SMALL_HOURS:
        return hour + 24 if after_midnight else hour
    if begins >= _EVENING:
        return hour + 12 if hour <= _NOON else hour
    if begins == _NOON and hour in _BEFORE_NOON:
        return hour
    if begins >= _NOON and hour < _NOON:
        return hour + 12
    return 0 if begins == 0 and hour == _NOON else hour
