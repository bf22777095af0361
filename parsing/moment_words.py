"""What words of time mean at the moment they were written. Pure."""

import re
from datetime import datetime, timedelta

from parsing.moment_parts import CLOCKS, DAYS, PARTS, as_digits, feast_day, month_end

_DURATION = re.compile(r"(\d+(?:\.\d+)?)个?(半)?(?:多|来|几)?(?:个)?(小时|钟头|分钟|分|秒钟?|天|日|周(?!岁)|星期|礼拜|(?<=个)月|工作日|年|季度|钟|晚上|夜)(半|多)?")
_AHEAD_OR_BACK = re.compile(r"^(之?后|之?前|过去|未来|上|下|近|今后|再过)(\d+)个?(秒|分钟|小时|钟头|天|日|周|星期|礼拜|月|年|季度)")
_WITHIN = re.compile(r"(第|前|最后)(\d+)个?(周|星期|礼拜|月|天|季度)")
_QUARTER = re.compile(r"([1-4首上下本])?个?季度([初末])?")
_SECONDS = {"秒": 1, "秒钟": 1, "分": 60, "分钟": 60, "小时": 3600, "钟头": 3600, "钟": 3600, "天": 86400, "日": 86400, "工作日": 86400, "晚上": 86400, "夜": 86400, "周": 604800, "星期": 604800, "礼拜": 604800}
_RANGE = re.compile(r"(.+?[月日号点:\d年分半早晚上午夜])(?:到|至|~)(.+)|(.+(?:[月日号点年分半]|\d:\d\d))-{1,2}(\d.*)")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{1,2})(?::(\d{1,2}))?|[点时](?:(\d{1,2})分?(?:(\d{1,2})秒)?|(半)|(\d)刻)?)\s*(am|pm|a\.m\.|p\.m\.|a|p)?")
_YEAR = re.compile(r"(\d{4}|\d{2})年")
_FULL = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(?<!\d)(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?!\d)|(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")
_MONTH = re.compile(r"(\d{1,2})月(?:份)?")
_DAY = re.compile(r"(?:月|月份)(?:的)?(\d{1,2})(?![\d:点时个])|(\d{1,2})[日号]")
_WEEKDAY = re.compile(r"(上上|下下|上|下|本|这|今)?个?(?:周|星期|礼拜)([一二三四五六日天末])?")
_MONTHS = {"上个月": -1, "上月": -1, "下个月": 1, "下月": 1, "本月": 0, "这个月": 0, "这月": 0, "当月": 0, "今个月": 0}
_YEARS = {"今年": 0, "去年": -1, "明年": 1, "前年": -2, "后年": 2, "本年": 0, "上年": -1, "上一年": -1, "下年": 1, "次年": 1, "这一年": 0}
_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10), "底": (21, 31), "末": (21, 31)}
_NOON, _EVENING = 12, 18
Span = tuple[datetime, datetime]


def resolve_words(words: str, at: datetime) -> Span | None:
    """[from, to] of one phrase said at `at` (its time zone is kept); None when it cannot be placed."""
    words = as_digits(words.strip())
    ranged = _RANGE.fullmatch(words)
    if ranged is not None and not _FULL.fullmatch(words):
        head, tail = ranged[1] or ranged[3], ranged[2] or ranged[4]
        first, last = resolve_one(head, at), resolve_one(tail, at)
        if first is not None and last is None and tail.isdigit():
            last = resolve_one(tail + "号", first[0])
        if first is not None and last is not None:
            if last[1] < first[0]:
                anchored = resolve_one(tail, first[0])
                last = anchored if anchored is not None and anchored[1] >= first[0] else (last[0] + timedelta(days=1), last[1] + timedelta(days=1))
            elif not re.search(r"[日号天周年月]", tail):
                last = resolve_one(tail, first[0].replace(hour=0, minute=0)) or last
            return first[0], last[1]
    return resolve_one(words, at)


def resolve_one(words: str, at: datetime) -> Span | None:
    """[from, to] of a phrase without a range."""
    gone = _by_direction(words, at) or _by_duration(words, at)
    if gone is not None:
        return gone
    if words in {"刚才", "刚刚", "方才", "此刻", "现在", "当前", "此时", "目前", "而家"}:
        return at, at
    day = _within(words, _day_of(words, at), at)
    clock = _CLOCK.search(words)
    part = next((PARTS[word] for word in PARTS if word in words), None)
    if clock is not None:
        base = day[0] if day is not None else at.replace(hour=0, minute=0, second=0, microsecond=0)
        return _at_clock(base, clock, part, words)
    if part is not None:
        base = day[0] if day is not None else at.replace(hour=0, minute=0, second=0, microsecond=0)
        return base + timedelta(hours=part[0]), base + timedelta(hours=part[1])
    return day


def _at_clock(base: datetime, clock: re.Match[str], part: tuple[float, float] | None, words: str) -> Span | None:
    hour = int(clock[1])
    minute = int(clock[2] or clock[4] or 0) if not clock[6] else 30
    if clock[7]:
        minute = 15 * int(clock[7])
    second = int(clock[3] or clock[5] or 0)
    if hour > CLOCKS or minute > 59 or second > 59:
        return None
    half = (clock[8] or "")[:1]
    late = part is not None and part[0] >= _NOON
    if (half == "p" or late) and hour < _NOON:
        small_hours = part is not None and part[0] >= _EVENING and (hour < 5 and "半夜" in words)
        hour += 0 if small_hours else 12
    if part is not None and part[0] >= _EVENING and hour == _NOON:
        hour = 24
    start = base + timedelta(hours=hour, minutes=minute, seconds=second)
    return start, start


def _day_of(words: str, at: datetime) -> Span | None:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    for word, shift in DAYS.items():
        if word in words:
            start = midnight + timedelta(days=shift)
            return start, start + timedelta(days=1)
    full = _FULL.search(words)
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
        year += 0 if year > 99 else 2000 if year < 50 else 1900
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
        return first.replace(day=third[0]), min(last, first.replace(day=third[0]) + timedelta(days=10 if third[1] < 31 else 11))
    return first, last


def _of_year(words: str, first: datetime) -> Span:
    end = first.replace(year=first.year + 1)
    for word, months in (("上半年", (1, 7)), ("前半年", (1, 7)), ("下半年", (7, 13)), ("后半年", (7, 13)), ("年初", (1, 3)), ("年底", (11, 13)), ("年末", (11, 13)), ("春天", (3, 6)), ("夏天", (6, 9)), ("秋天", (9, 12)), ("暑假", (7, 9))):
        if word in words:
            return first.replace(month=months[0]), first.replace(month=months[1]) if months[1] < 13 else end
    return first, end


def _by_duration(words: str, at: datetime) -> Span | None:
    found = list(_DURATION.finditer(words))
    whole = "半天" in words or "半年" in words or "半个月" in words or "半小时" in words or "半个小时" in words or "半个钟" in words or "半钟头" in words or "半月" in words
    if (not found and not whole) or re.search(r"\d[月年]\d|\d{3,}年|(?<!\d)0\d年|[3-9]\d年(?!前|后|以|了)|\d年(?!半?(?:前|后|以|之|来|多|了|\d|$))|(?:今|去|明|前|后|次|本)年|第\d", words):
        return None
    if found and found[0][3] in {"日", "分"} and not re.search(r"前|后|内|来|过去|未来", words):
        return None
    seconds = 0.0
    for match in found:
        count = float(match[1]) + (0.5 if match[2] or match[4] == "半" else 0.0)
        seconds += count * {"月": 30 * 86400, "年": 365 * 86400, "季度": 91 * 86400}.get(match[3], _SECONDS.get(match[3], 0))
    if not found:
        seconds = 43200 if "半天" in words else 182 * 86400 if "半年" in words else 1800 if "时" in words or "钟" in words else 15 * 86400
    start = _shifted(found, at, seconds, -1)
    if len(found) == 1 and found[0][3] in {"周", "星期", "礼拜"} and re.search(r"前$", words):
        start = _floor(start, "周")
    if re.search(r"以内|之内|内|未来|今后|下\d|再过|接下来", words) and "过去" not in words:
        ahead = _shifted(found, at, seconds, 1)
        return (ahead, ahead) if "再过" in words else (at, ahead)
    if re.search(r"后$|之后|以后|後", words) or words.startswith("后"):
        ahead = _shifted(found, at, seconds, 1)
        return ahead, ahead
    if re.search(r"前$|之前|以前", words):
        return start, start
    return start, at


def _shifted(found: list[re.Match[str]], at: datetime, seconds: float, sign: int) -> datetime:
    if len(found) == 1 and found[0][3] in {"月", "年", "季度"} and float(found[0][1]).is_integer() and not found[0][2] and found[0][4] != "半":
        months = int(float(found[0][1])) * {"月": 1, "年": 12, "季度": 3}[found[0][3]] * sign
        total = at.year * 12 + at.month - 1 + months
        year, month = total // 12, total % 12 + 1
        if 1 <= year <= 9998:
            first = at.replace(year=year, month=month, day=1)
            return first.replace(day=min(at.day, (month_end(first) - timedelta(days=1)).day))
    try:
        return at + sign * timedelta(seconds=seconds)
    except OverflowError:
        return at


def _by_direction(words: str, at: datetime) -> Span | None:
    """`前两周`, `后三天`, `上两个月`: so many whole units before or after this one."""
    match = _AHEAD_OR_BACK.match(words)
    if match is None or (match[3] == "月" and match[1] in {"上", "下"} and "个月" not in words):
        return None
    back = match[1] in {"前", "之前", "过去", "上", "近"}
    count, unit = int(match[2]), match[3]
    if match[1] in {"之后", "之前", "再过", "未来", "今后", "过去"}:
        far = _shifted_by(count, unit, at, -1 if back else 1)
        return (far, far) if match[1] in {"之后", "之前", "再过"} else (far, at) if back else (at, far)
    floor = _floor(at, unit)
    if back:
        return _shifted_by(count, unit, floor, -1), floor
    start = _shifted_by(1, unit, floor, 1)
    return start, _shifted_by(count + 1, unit, floor, 1)


def _floor(at: datetime, unit: str) -> datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit in {"秒"}:
        return at.replace(microsecond=0)
    if unit in {"分钟"}:
        return at.replace(second=0, microsecond=0)
    if unit in {"小时", "钟头"}:
        return at.replace(minute=0, second=0, microsecond=0)
    if unit in {"周", "星期", "礼拜"}:
        return midnight - timedelta(days=midnight.weekday())
    if unit in {"月", "季度"}:
        return midnight.replace(day=1)
    return midnight.replace(month=1, day=1) if unit == "年" else midnight


def _shifted_by(count: int, unit: str, at: datetime, sign: int) -> datetime:
    months = {"月": 1, "季度": 3, "年": 12}.get(unit)
    if months is None:
        return at + sign * timedelta(seconds=count * _SECONDS[unit])
    total = at.year * 12 + at.month - 1 + sign * count * months
    first = at.replace(year=max(1, min(9998, total // 12)), month=total % 12 + 1, day=1)
    return first.replace(day=min(at.day, (month_end(first) - timedelta(days=1)).day))


def _within(words: str, whole: Span | None, at: datetime) -> Span | None:
    """A part of a year or month: its third week, its first ten days, its last quarter."""
    quarter = _QUARTER.search(words)
    if quarter is not None and quarter[1] is not None:
        return _of_quarter(quarter, whole, at)
    if whole is None and re.fullmatch(r"[上下前后]个?半年", words):
        whole = _of_year(words, at.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0))
        return whole
    part = _WITHIN.search(words)
    if part is None or whole is None or whole[1] - whole[0] < timedelta(days=27):
        return whole
    count, unit = int(part[2]), part[3]
    start, end = whole
    if unit in {"周", "星期", "礼拜"} and part[1] == "第":
        monday = start + timedelta(days=-start.weekday() % 7)
        return monday + timedelta(weeks=count - 1), monday + timedelta(weeks=count)
    if part[1] == "第":
        return _shifted_by(count - 1, unit, start, 1), _shifted_by(count, unit, start, 1)
    if part[1] == "前":
        return start, _shifted_by(count, unit, start, 1)
    return _shifted_by(count, unit, end, -1), end


def _of_quarter(quarter: re.Match[str], whole: Span | None, at: datetime) -> Span:
    first = (whole[0] if whole is not None else at).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    now = (at.month - 1) // 3
    index = {"首": 0, "上": now - 1, "下": now + 1, "本": now}.get(quarter[1], int(quarter[1]) - 1 if quarter[1].isdigit() else 0)
    start = _shifted_by(index, "季度", first, 1) if index >= 0 else _shifted_by(-index, "季度", first, -1)
    end = _shifted_by(1, "季度", start, 1)
    if quarter[2] == "末":
        return _shifted_by(1, "月", end, -1), end
    return (start, _shifted_by(1, "月", start, 1)) if quarter[2] == "初" else (start, end)
