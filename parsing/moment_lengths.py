"""Lengths of time: so long ago, so long from now, the third week of a month, a quarter of a year. Pure."""

import re
from datetime import datetime, timedelta

from parsing.moment_parts import month_end

Span = tuple[datetime, datetime]
"""[from, to]."""
_DURATION = re.compile(
    r"(\d+(?:\.\d+)?)个?(半)?(?:多|来|几)?(?:个)?(小时|钟头|分钟|分|秒钟?|天|日|周(?!岁)|星期|礼拜|(?<=个)月|工作日|年|季度|钟|晚上|夜)(半|多)?"
)
_AHEAD_OR_BACK = re.compile(
    r"^(之?后|之?前|过去|未来|上|下|近|今后|再过)(\d+)个?(秒|分钟|小时|钟头|天|日|周|星期|礼拜|月|年|季度)"
)
_SECONDS = {
    "秒": 1,
    "秒钟": 1,
    "分": 60,
    "分钟": 60,
    "小时": 3600,
    "钟头": 3600,
    "钟": 3600,
    "天": 86400,
    "日": 86400,
    "工作日": 86400,
    "晚上": 86400,
    "夜": 86400,
    "周": 604800,
    "星期": 604800,
    "礼拜": 604800,
}
_DATED = re.compile(
    r"\d[月年]\d|[月年](?:的?(?:前|最后|第)\d)|\d{3,}年|(?<!\d)0\d年|[3-9]\d年(?!前|后|以|了)|\d年(?!半?(?:前|后|以|之|来|多|了|\d|$))|(?:今|去|明|前|后|次|本|这)年|第\d|[上下前后]个?半[年月]|\d{4}[-/.]\d"
)
_HALVES = (
    ("半天", 43_200),
    ("半年", 182 * 86_400),
    ("半小时", 1800),
    ("半个小时", 1800),
    ("半个钟", 1800),
    ("半钟头", 1800),
    ("半个月", 15 * 86_400),
    ("半月", 15 * 86_400),
)


def by_duration(words: str, at: datetime) -> Span | None:
    """`两天了`, `三小时前`, `半个月内`: a length that ends or begins at `at`; None when no length is told."""
    found = list(_DURATION.finditer(words))
    half = next((seconds for word, seconds in _HALVES if word in words), None)
    if (not found and half is None) or _DATED.search(words):
        return None
    if found and found[0][3] in {"日", "分"} and not re.search(r"前|后|内|来|过去|未来", words):
        return None
    seconds = float(half or 0) if not found else 0.0
    for match in found:
        count = float(match[1]) + (0.5 if match[2] or match[4] == "半" else 0.0)
        seconds += count * {"月": 30 * 86_400, "年": 365 * 86_400, "季度": 91 * 86_400}.get(
            match[3], _SECONDS.get(match[3], 0)
        )
    return _placed(words, found, at, seconds)


def _placed(words: str, found: list[re.Match[str]], at: datetime, seconds: float) -> Span:
    start = _shifted(found, at, seconds, -1)
    if len(found) == 1 and found[0][3] in {"周", "星期", "礼拜"} and words.endswith("前"):
        start = floor_to(start, "周")
    if re.search(r"内|未来|今后|下\d|再过|接下来", words) and "过去" not in words:
        ahead = _shifted(found, at, seconds, 1)
        return (ahead, ahead) if "再过" in words else (at, ahead)
    if re.search(r"后$|以后|后", words):
        ahead = _shifted(found, at, seconds, 1)
        return ahead, ahead
    return (start, start) if re.search(r"前$|以前", words) else (start, at)


def _shifted(found: list[re.Match[str]], at: datetime, seconds: float, sign: int) -> datetime:
    if (
        len(found) == 1
        and found[0][3] in {"月", "年", "季度"}
        and float(found[0][1]).is_integer()
        and not found[0][2]
        and found[0][4] != "半"
    ):
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


def by_direction(words: str, at: datetime) -> Span | None:
    """`前两周`, `后三天`, `上两个月`: so many whole units before or after this one."""
    match = _AHEAD_OR_BACK.match(words)
    if match is None or (match[3] == "月" and match[1] in {"上", "下"} and "个月" not in words):
        return None
    back = match[1] in {"前", "之前", "过去", "上", "近"}
    count, unit = int(match[2]), match[3]
    if match[1] in {"之后", "之前", "再过", "未来", "今后", "过去"}:
        far = shifted_by(count, unit, at, -1 if back else 1)
        return (far, far) if match[1] in {"之后", "之前", "再过"} else (far, at) if back else (at, far)
    floor = floor_to(at, unit)
    if back:
        return shifted_by(count, unit, floor, -1), floor
    start = shifted_by(1, unit, floor, 1)
    return start, shifted_by(count + 1, unit, floor, 1)


def floor_to(at: datetime, unit: str) -> datetime:
    """The moment at which the unit that holds `at` began."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "秒":
        return at.replace(microsecond=0)
    if unit == "分钟":
        return at.replace(second=0, microsecond=0)
    if unit in {"小时", "钟头"}:
        return at.replace(minute=0, second=0, microsecond=0)
    if unit in {"周", "星期", "礼拜"}:
        return midnight - timedelta(days=midnight.weekday())
    if unit in {"月", "季度"}:
        return midnight.replace(day=1)
    return midnight.replace(month=1, day=1) if unit == "年" else midnight


def shifted_by(count: int, unit: str, at: datetime, sign: int) -> datetime:
    """`at` moved by `count` units, forward for sign 1 and back for -1; the 31st becomes the last day of a shorter month."""
    months = {"月": 1, "季度": 3, "年": 12}.get(unit)
    if months is None:
        return at + sign * timedelta(seconds=count * _SECONDS[unit])
    total = at.year * 12 + at.month - 1 + sign * count * months
    first = at.replace(year=max(1, min(9998, total // 12)), month=total % 12 + 1, day=1)
    return first.replace(day=min(at.day, (month_end(first) - timedelta(days=1)).day))
