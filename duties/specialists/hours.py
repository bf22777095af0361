"""When somebody can be called, as people read it: "周一到周五 18:00–22:00". Pure."""

from collections.abc import Sequence

from duties.specialists.who_covers import HOURS
from parsing.duty_hours import EVERY_DAY, Shift, kept_shifts
from texts.render import line


def hours_words(kept: str, language: str) -> str:
    """One of the four words, or the shifts."""
    if kept in HOURS:
        return line(f"expert_hours.{kept}", language)
    between = line("expert.between", language)
    return between.join(_shift(shift, language) for shift in kept_shifts(kept))


def _shift(shift: Shift, language: str) -> str:
    start, end = (f"{minute // 60:02d}:{minute % 60:02d}" for minute in (shift.start, shift.end))
    return line("expert.shift", language, days=_days(sorted(shift.days), language), start=start, end=end)


def _days(days: Sequence[int], language: str) -> str:
    if set(days) == EVERY_DAY:
        return line("expert.every_day", language)
    names = [line(f"expert_day.d{day}", language) for day in days]
    is_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1  # noqa: PLR2004 - two days are named both
    if is_row:
        return line("expert.day_range", language, first=names[0], last=names[-1])
    return line("expert.day_and", language).join(names)
