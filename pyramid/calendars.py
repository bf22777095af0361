"""Working calendars of units, by year, laid over the policy's: a unit's own counts for it and everything below. Pure.

    entries: {unit id: {2027: {"holidays": ["2027-02-05", …], "workdays": […], "hours": ["09:00-17:00"]}}}

A year that was entered replaces that year of the calendar above; hours, where any are given, are those of the newest year.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from pyramid.calendar import Calendar, parse_window
from pyramid.tree import ids_on

Entries = Mapping[int, Mapping[int, Mapping[str, Any]]]
LONGEST_RANGE = 31  # days of one holiday


@dataclass(slots=True)
class CalendarBook:
    """The calendars of all units; `entries` are read anew from the database now and then."""

    base: Calendar
    entries: Entries = field(default_factory=dict)
    _made: dict[tuple[int, ...], Calendar] = field(default_factory=dict)

    def at(self, path: str) -> Calendar:
        """The calendar of the unit with this path."""
        own = tuple(unit_id for unit_id in ids_on(path) if unit_id in self.entries) if self.entries else ()
        if not own:
            return self.base
        if own not in self._made:
            made = self.base
            for unit_id in own:
                made = _laid_over(made, self.entries[unit_id])
            self._made[own] = made
        return self._made[own]

    def turn_to(self, entries: Entries) -> bool:
        """What stands in the database now; whether that was news."""
        if entries == self.entries:
            return False
        self.entries, self._made = entries, {}
        return True


def _laid_over(ground: Calendar, years: Mapping[int, Mapping[str, Any]]) -> Calendar:
    made = ground
    for year, entry in sorted(years.items()):
        holidays = frozenset(map(date.fromisoformat, entry["holidays"]))
        workdays = frozenset(map(date.fromisoformat, entry["workdays"]))
        made = replace(
            made,
            holidays=frozenset(day for day in made.holidays if day.year != year) | holidays,
            workdays=frozenset(day for day in made.workdays if day.year != year) | workdays,
            hours=tuple(map(parse_window, entry["hours"])) or made.hours,
        )
    return made


def read_days(text: str, year: int) -> list[str]:
    """Dates as people write them, "2027-02-05 2027-10-01/2027-10-07"; ValueError naming what is none of that year."""
    days: set[date] = set()
    for word in re.split(r"[\s,，、;；]+", text.strip()):
        if not word:
            continue
        first, _, last = word.partition("/")
        try:
            begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            raise ValueError(word) from None
        length = (ends - begins).days
        if begins.year != year or ends.year != year or not 0 <= length < LONGEST_RANGE:
            raise ValueError(word)
        days.update(begins + timedelta(days=shift) for shift in range(length + 1))
    return sorted(day.isoformat() for day in days)


def read_hours(text: str) -> list[str]:
    """Windows of a day in order, "08:00-12:00 14:00-18:00"; empty: those of the calendar above. ValueError names what is wrong."""
    words = [word for word in re.split(r"[\s,，、;；]+", text.strip()) if word]
    ends: list[int] = []
    for word in words:
        try:
            window = parse_window(word)
        except ValueError:
            raise ValueError(word) from None
        if window.end <= window.start or (ends and window.start < ends[-1]):
            raise ValueError(word)
        ends.append(window.end)
    return [str(parse_window(word)) for word in words]
