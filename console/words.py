"""Moments, lengths and closed words as a visitor reads them. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from console.visit import Visit
from parsing.leaves import LEAVES
from texts.render import line

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BLANK = "–"


@dataclass(frozen=True, slots=True)
class Words:
    """For one visitor at one moment. Business moments are measured against `now`, those of the machine against `machine_now`."""

    language: str
    zone: ZoneInfo
    now: datetime
    machine_now: datetime

    @classmethod
    def of(cls, visit: Visit) -> "Words":
        """For this visitor, now."""
        return cls(visit.language, visit.desk.zone, visit.desk.now(), visit.desk.machine_now())

    def word(self, table: str, key: str) -> str:
        """The word of a closed list; the stored word itself if it is newer than this page."""
        try:
            return line(f"{table}.{key}", self.language)
        except KeyError:
            return key

    def leaf(self, slug: str) -> str:
        """What kind of matter."""
        leaf = LEAVES.get(slug)
        if leaf is None:
            return slug
        return leaf.zh if self.language == "zh" else leaf.en

    def when(self, moment: datetime | None) -> str:
        """The wall clock, as in "11-22 08:26"; with the year if it is another one."""
        if moment is None:
            return BLANK
        there = moment.astimezone(self.zone)
        return (
            f"{there:%m-%d %H:%M}" if there.year == self.now.astimezone(self.zone).year else f"{there:%Y-%m-%d %H:%M}"
        )

    def stamp(self, moment: datetime) -> str:
        """For machines: ISO 8601 with the zone."""
        return moment.astimezone(self.zone).isoformat(timespec="seconds")

    def ago(self, moment: datetime | None, *, by_machine: bool = False) -> str:
        """As in "3 minutes ago", "in 2 hours", "just now"."""
        if moment is None:
            return BLANK
        passed = (self.machine_now if by_machine else self.now) - moment
        if abs(passed) < MINUTE:
            return line("console_time.now", self.language)
        key = "console_time.ago" if passed > timedelta(0) else "console_time.ahead"
        return line(key, self.language, span=self.span(abs(passed)))

    def span(self, length: timedelta) -> str:
        """As in "3 minutes", "2 hours", "5 days": one unit is enough to judge by."""
        for unit, name in ((DAY, "days"), (HOUR, "hours")):
            if length >= unit:
                return line(f"console_time.{name}", self.language, count=length // unit)
        return line("console_time.minutes", self.language, count=max(1, length // MINUTE))

    def took(self, milliseconds: int) -> str:
        """As in "12 ms", "3.4 s"."""
        return f"{milliseconds} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"  # noqa: PLR2004 - a second
