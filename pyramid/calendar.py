"""When offices are open and when people sleep. Local wall time inside, UTC in and out. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pyramid.durations import Duration, Measure

SHANGHAI = "Asia/Shanghai"
DAY_END = 24 * 60
_SATURDAY = 5
_HORIZON = 50 * 366  # days


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From a minute of the day to another (0 … 1440). `start` above `end` runs over midnight."""

    start: int
    end: int

    def __str__(self) -> str:
        return "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in (self.start, self.end))


def parse_window(text: str) -> Window:
    """Read "08:00-12:00" or "21:30-07:30" as a Window; ValueError for anything else. "24:00" may end a day."""
    minutes = []
    for part in text.strip().split("-"):
        hour, _, minute = part.strip().partition(":")
        if not (hour.isdecimal() and minute.isdecimal() and len(hour) <= 2 and len(minute) == 2 and int(minute) < 60):  # noqa: PLR2004 - hours and minutes of a clock face
            raise ValueError(f"not a window of the day: {text!r}")
        minutes.append(int(hour) * 60 + int(minute))
    if len(minutes) != 2 or minutes[0] >= DAY_END or minutes[1] > DAY_END or minutes[0] == minutes[1]:  # noqa: PLR2004 - from and to
        raise ValueError(f"not a window of the day: {text!r}")
    return Window(*minutes)


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """A reading of the wall clock as UTC."""
    whole, rest = divmod(minute, DAY_END)
    wall = datetime.combine(day + timedelta(days=whole), time(rest // 60, rest % 60), tzinfo=zone)
    return wall.astimezone(UTC)


@lru_cache(maxsize=512)  # every report asks for the same few days
def _spans(day: date, windows: tuple[Window, ...], zone: str) -> tuple[tuple[datetime, datetime], ...]:
    """Windows of a day as moments in UTC."""
    at = ZoneInfo(zone)
    return tuple((_moment(day, window.start, at), _moment(day, window.end, at)) for window in windows)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Office hours, holidays, and weekend days that were made workdays (调休). Monday to Friday are workdays.

    `hours` are in order and do not overlap. All moments are aware; results are UTC.
    """

    hours: tuple[Window, ...] = (Window(8 * 60, 12 * 60), Window(14 * 60, 18 * 60))
    holidays: frozenset[date] = field(default_factory=frozenset)
    workdays: frozenset[date] = field(default_factory=frozenset)
    zone: str = SHANGHAI

    @property
    def day_length(self) -> timedelta:
        """The working time of one working day: what "1wd" stands for."""
        return timedelta(minutes=sum(window.end - window.start for window in self.hours))

    def is_workday(self, day: date) -> bool:
        """Whether offices open on this local date."""
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def knows_year(self, year: int) -> bool:
        """Whether the holidays of a year were entered; without them only weekends are free."""
        return any(day.year == year for day in self.holidays)

    def local_date(self, moment: datetime) -> date:
        """The date on the wall at this moment."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def working_length(self, length: Duration) -> timedelta:
        """How much working time "4wh" or "2wd" is; ValueError for a length on the continuous clock."""
        if length.measure is Measure.WORKING_DAYS:
            return self.day_length * length.amount
        if length.measure is Measure.WORKING_HOURS:
            return timedelta(hours=length.amount)
        raise ValueError(f"{length} does not run on the working clock")

    def after(self, start: datetime, length: Duration) -> datetime:
        """The moment `length` after `start`, on the clock that the length runs on."""
        if length.is_working:
            return self.add_working(start, self.working_length(length))
        return start.astimezone(UTC) + length.continuous

    def add_working(self, start: datetime, amount: timedelta) -> datetime:
        """The moment by which `amount` of working time has passed since `start`; `start` itself for none.

        OverflowError if the calendar holds no such amount within fifty years.
        """
        left = amount
        moment = start.astimezone(UTC)
        if left <= timedelta(0):
            return moment
        for opens, closes in self._open_from(moment):
            begins = max(opens, moment)
            if closes - begins >= left:
                return begins + left
            left -= closes - begins
        raise OverflowError("the calendar has too few working hours")

    def working_between(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two moments; nothing if `end` is not after `start`."""
        total = timedelta(0)
        first, last = start.astimezone(UTC), end.astimezone(UTC)
        if last <= first:
            return total
        for opens, closes in self._open_from(first):
            if opens >= last:
                break
            total += min(closes, last) - max(opens, first)
        return total

    def is_open(self, moment: datetime) -> bool:
        """Whether offices are open at this moment."""
        return any(opens <= moment < closes for opens, closes in self._open_on(self.local_date(moment)))

    def quiet_until(self, now: datetime, windows: tuple[Window, ...]) -> datetime | None:
        """When the quiet that `now` lies in ends, adjoining windows taken together; None if it is not quiet."""
        zone = ZoneInfo(self.zone)
        day = self.local_date(now)
        spans = sorted(
            (_moment(day + timedelta(days=shift), window.start, zone), self._window_end(day, shift, window, zone))
            for shift in (-1, 0, 1, 2)
            for window in windows
        )
        until = None
        for starts, ends in spans:
            if starts <= (until or now) < ends:
                until = ends
        return until

    def _window_end(self, day: date, shift: int, window: Window, zone: ZoneInfo) -> datetime:
        over_midnight = DAY_END if window.end <= window.start else 0
        return _moment(day + timedelta(days=shift), window.end + over_midnight, zone)

    def _open_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        return _spans(day, self.hours, self.zone) if self.is_workday(day) else ()

    def _open_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open periods that end after `moment`, in order, for fifty years."""
        first = self.local_date(moment)
        for shift in range(_HORIZON):
            for opens, closes in self._open_on(first + timedelta(days=shift)):
                if closes > max(opens, moment):
                    yield opens, closes
