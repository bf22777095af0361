"""From when until when somebody is away, in their words: "到周五", "下周一到周三", "明天", "until Friday". Pure."""

from datetime import UTC, datetime

from incidents.endings import A_MOMENT, end_in
from parsing.leave_words import halves, in_our_days
from parsing.when import when
from texts.wall_clock import on_the_wall


def leave_period(words: str, now: datetime) -> tuple[datetime, datetime] | None:
    """(from, until), UTC; from now on where they name no day to come. None without an end that lies ahead."""
    words = in_our_days(words)
    before, after = halves(words)
    first = _named(before, now)
    if first is None and before:
        until = end_in(words, now)
        return (now, until) if until is not None else None
    if first is None:  # one day, or a length
        day = _named(words, now)
        until = end_in(words, now)
        return None if until is None else (day[0] if day is not None else now, until)
    last = _named(after, now)
    if last is None or last[1] <= first[0]:
        last = _named(after, first[0])  # "下周一到周三": the Wednesday of that week
    if last is None or last[1] <= first[0]:
        return None
    return first[0], last[1]


def _named(words: str, now: datetime) -> tuple[datetime, datetime] | None:
    """A day or days that the words name and that begin later than now."""
    said = when(words, on_the_wall(now))
    if said is None or said[0] <= now or abs(said[1] - now) < A_MOMENT:
        return None
    return said[0].astimezone(UTC), said[1].astimezone(UTC)
