"""Words of time in an English message, found, and said in Chinese so that their meaning is read in one place. Pure."""

import re
from collections.abc import Iterable

_NUMBERS = {
    "a few": "几", "several": "几", "a couple of": "两", "one": "一", "two": "两", "three": "三", "four": "四", "five": "五", "six": "六", "seven": "七",
    "eight": "八", "nine": "九", "ten": "十", "twelve": "十二", "half an": "半", "half a": "半",
}  # fmt: skip
_UNITS = {"minute": "分钟", "hour": "小时", "day": "天", "night": "晚上", "week": "周", "month": "个月", "year": "年"}
_DAYS = {
    "yesterday": "昨天", "today": "今天", "tonight": "今晚", "tomorrow": "明天", "last night": "昨晚", "this morning": "今天早上", "this afternoon": "今天下午", "this evening": "今天傍晚",
    "this week": "本周", "last week": "上周", "next week": "下周", "this month": "本月", "last month": "上月", "next month": "下月", "at night": "夜里", "midnight": "半夜十二点",
    "in the morning": "早上", "in the afternoon": "下午", "in the evening": "晚上", "morning": "早上", "afternoon": "下午", "evening": "晚上", "night": "晚上", "noon": "中午",
} | {f"{when}{day}": f"{word}周{sign}" for when, word in (("", ""), ("last ", "上"), ("this ", "这"), ("next ", "下")) for day, sign in zip(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend"), "一二三四五六日末", strict=True)}  # fmt: skip
_PARTS = frozenset({"morning", "afternoon", "evening", "night", "noon"})
"""Only told after a day: `good morning` and `the night shift` are no times."""


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ENGLISH = re.compile(r"[a-z]{2}", re.IGNORECASE)
_COUNT = rf"(?:\d{{1,3}}|{_any(_NUMBERS)})"
_CLOCK = r"(?:\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)"
_DAY = rf"(?:{_any([word for word in _DAYS if word not in _PARTS])})"
_TIME = re.compile(
    rf"\b(?:(?:every|all) (?:day|night|morning|afternoon|evening|weekend|week|month)|(?:{_COUNT} (?:{_any(_UNITS)})s?(?: ago)?|an? (?:{_any(_UNITS)}) ago)"
    rf"|{_DAY}(?: (?:at )?(?:{_any(list(_PARTS))}|{_CLOCK}))*|{_CLOCK})(?!\w)"
)
_WORD = re.compile(rf"\b(?:(?P<count>{_COUNT}|an?) (?P<unit>{_any(_UNITS)})s?(?P<ago> ago)?|(?P<day>{_any(_DAYS)}))\b")
_HOUR = re.compile(r"(?<![\d:])(\d{1,2})\s?([ap])\.?m\.?", re.IGNORECASE)


def is_english(text: str) -> bool:
    """True for a text of English words; a date of digits alone is none."""
    return text.isascii() and _ENGLISH.search(text) is not None


def find_english(text: str) -> list[tuple[int, int]]:
    """Spans of the words of time in a normalised English text."""
    return [match.span() for match in _TIME.finditer(text)]


def in_chinese(words: str) -> str:
    """English words of time in Chinese; what is not known, as a clock of digits, stays."""
    return _HOUR.sub(r"\1:00\2m", _WORD.sub(_said, words.lower())).replace(" at ", "").replace(" ", "")


def _said(match: re.Match[str]) -> str:
    if match["day"]:
        return _DAYS[match["day"]]
    return (
        _NUMBERS.get(match["count"], "一" if match["count"] in {"a", "an"} else match["count"])
        + _UNITS[match["unit"]]
        + ("前" if match["ago"] else "")
    )
