"""Until when, in people's words: "到周五", "三天", "12月4日". Pure."""

from datetime import UTC, datetime, timedelta

from parsing.when import when
from texts.wall_clock import on_the_wall

A_MOMENT = timedelta(minutes=1)


def end_in(words: str, now: datetime) -> datetime | None:
    """The moment that the words name, the end of the day if they say no hour; None if they name none that is to come.

    A length ("三天") counts from now.
    """
    said = when(words, on_the_wall(now))
    if said is None:
        return None
    first, last = said
    if abs(last - now) < A_MOMENT:  # a bare length is read as the time up to now
        return (now + (last - first)).astimezone(UTC)
    return next((moment.astimezone(UTC) for moment in (last, first) if moment > now), None)
