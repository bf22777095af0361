"""Reading values out of a parsed policy file; what is wrong is collected, not raised. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from pyramid.calendar import Window, parse_window
from pyramid.durations import Duration, parse_duration

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong: the line `policy_error.<what>` with its table, key and value."""

    what: str
    table: str
    key: str = ""
    value: str = ""
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file and its name, such as "urgency.urgent". A wrong value is noted and stands as None."""

    name: str
    entries: Mapping[str, Any]
    complaints: list[Complaint] = field(default_factory=list)

    def complain(self, what: str, key: str = "", value: object = "", choices: Iterable[str] = ()) -> None:
        """Note that something is wrong here."""
        self.complaints.append(Complaint(what, self.name, key, str(value), " | ".join(choices)))

    def only(self, keys: Iterable[str]) -> None:
        """Complain of every entry that means nothing."""
        known = list(keys)
        for key in self.entries:
            if key not in known:
                self.complain("unknown_key" if self.name else "unknown_table", key, choices=known)

    def table(self, key: str) -> "Table":
        """A table within; empty, with a complaint, if something else stands there."""
        shown = f'"{key}"' if "." in key else key
        name = f"{self.name}.{shown}" if self.name else shown
        within = self.entries.get(key, {})
        if isinstance(within, Mapping):
            return Table(name, within, self.complaints)
        self.complaints.append(Complaint("no_table", name))
        return Table(name, {})  # what it lacks need not be said as well

    def tables(self, key: str) -> list["Table"]:
        """A list of tables within."""
        within = self.entries.get(key, [])
        if not isinstance(within, list) or not all(isinstance(each, Mapping) for each in within):
            self.complain("no_rungs", key)
            return []
        return [Table(f"{self.name}.{key} #{place}", each, self.complaints) for place, each in enumerate(within, 1)]

    def text(self, key: str, parse: Callable[[str], T], what: str) -> T | None:
        """A word that `parse` understands; it raises ValueError for others."""
        value = self.entries.get(key)
        if value is None:
            self.complain("missing", key)
            return None
        if isinstance(value, str):
            try:
                return parse(value)
            except ValueError:
                pass
        self.complain(what, key, value)
        return None

    def duration(self, key: str, *, working: bool = True) -> Duration | None:
        """A length above nothing; with `working=False` only on the continuous clock."""
        length = self.text(key, parse_duration, "no_duration")
        if length is not None and length.amount == 0:
            self.complain("zero_duration", key, length)
            return None
        if length is not None and length.is_working and not working:
            self.complain("no_working_clock", key, length)
            return None
        return length

    def word(self, key: str, words: type[W]) -> W | None:
        """One of a closed list of words."""
        value = self.entries.get(key)
        if value is None:
            self.complain("missing", key)
        elif isinstance(value, str) and value in list(words):
            return words(value)
        else:
            self.complain("no_such_word", key, value, words)
        return None

    def number(self, key: str) -> int | None:
        """A whole number from 0 up."""
        value = self.entries.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.complain("no_number", key, value)
        return None

    def percents(self, key: str) -> tuple[int, ...] | None:
        """A list of parts of a hundred, such as [50, 80]."""
        return self._list(
            key,
            lambda value: value if isinstance(value, int) and value in range(1, 100) else None,
            "no_percent",
        )

    def words(self, key: str) -> tuple[str, ...] | None:
        """A list of words."""
        return self._list(key, lambda value: value if isinstance(value, str) else None, "no_text")

    def windows(self, key: str) -> tuple[Window, ...] | None:
        """A list of "08:00-12:00"."""
        return self._list(key, lambda value: parse_window(value) if isinstance(value, str) else None, "no_window")

    def dates(self, key: str) -> frozenset[date] | None:
        """A list of "2026-10-01", with or without the quotes."""
        days = self._list(key, _date, "no_date")
        return None if days is None else frozenset(days)

    def _list(self, key: str, parse: Callable[[Any], T | None], what: str) -> tuple[T, ...] | None:
        values = self.entries.get(key)
        if not isinstance(values, list):
            self.complain("no_list", key, values)
            return None
        read: list[T] = []
        for value in values:
            try:
                one = parse(value)
            except ValueError:
                one = None
            if one is None:
                self.complain(what, key, value)
                return None
            read.append(one)
        return tuple(read)


def _date(value: object) -> date | None:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None
