"""Until when, in people's words: "到周五", "三天", "12月4日". Pure."""

from datetime import UTC, datetime, timedelta

from parsing.parse_report import parse_report
from texts.wall_clock import on_the_wall

A_MOMENT = timedelta(minutes=1)


def end_in(words: str, now: datetime) -> datetime | None:
    """The moment that the words name, the end of the day if they say no hour; None if they name none that is to come.

    A length ("三天") counts from now.
    """
    at = on_the_wall(now)
    said = parse_report(words, at=at)
    first, last = said.time_from, said.time_to
    if first is None or last is None:
        return None
    if abs(last - now) < A_MOMENT:  # a bare length is read as the time up to now
        return (now + (last - first)).astimezone(UTC)
    return next((moment.astimezone(UTC) for moment in (last, first) if moment > now), None)
