"""A worker's log, written from what happened; made at the moment of sending, for the worker alone."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import workdays as store
from incidents.view import leaf_name
from outbox.message import Button, Composed, Message, Request
from texts.render import line, render
from texts.wall_clock import on_the_wall

MOST_LINES = 15


async def compose_day_log(session: AsyncSession, request: Request, now: datetime) -> Composed:
    """Counts and lines of a day; of several days the counts of each."""
    user_id, language = request.user_id or 0, request.language
    last, days = date.fromisoformat(request.args["day"]), request.args["days"]
    first = last - timedelta(days=days - 1)
    midnight = on_the_wall(now).replace(hour=0, minute=0, second=0, microsecond=0)
    start = midnight - timedelta(days=(midnight.date() - first).days)
    done = await store.work_between(session, user_id, start, start + timedelta(days=days))
    said = await store.words_of_days(session, user_id, first, last)
    by_day: dict[date, list[Any]] = {first + timedelta(days=each): [] for each in range(days)}
    for at, what, number, leaf in done:
        by_day.setdefault(on_the_wall(at).date(), []).append((at, what, number, leaf))
    entries = [
        {
            "day": line("workday.day", language, day=day),
            "counts": _counts([each[1] for each in found], language),
            "lines": [_line(each, language) for each in found[-MOST_LINES:]] if days == 1 else [],
            "words": said.get(day, []),
        }
        for day, found in by_day.items()
        if found or said.get(day) or days == 1
    ]
    html = render("day_log", language, entries=entries, is_week=days > 1, asks=request.args["asks"])
    return Message(html, ((Button(line("workday.add", language), "add_log"),),) if days == 1 else ())


def _counts(whats: list[str], language: str) -> str:
    pairs = Counter(whats).most_common()
    told = [line("workday.count", language, what=line(f"card_step.{what}", language), count=n) for what, n in pairs]
    return " · ".join(told) or line("workday.nothing", language)


def _line(deed: tuple[datetime, str, str, str], language: str) -> str:
    at, what, number, leaf = deed
    return line(
        "workday.line",
        language,
        at=on_the_wall(at),
        what=line(f"card_step.{what}", language),
        number=number,
        leaf=leaf_name(leaf, language),
    )
