"""Pure. When a notice goes, how often, and how long it holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from models.kinds import NoticeKind, NoticeRepeat
from pyramid.refusal import Refusal

FARTHEST = timedelta(days=90)
SHORTEST = timedelta(minutes=10)
GRID_DAYS = frozenset({2, 5})  # Wednesday and Saturday, Monday being 0
DAYS_OF = {
    NoticeRepeat.DAILY: frozenset(range(7)),
    NoticeRepeat.GRID_DAYS: GRID_DAYS,
}


@dataclass(frozen=True, slots=True)
class Terms:
    """`send_at` None: as soon as it is agreed. `valid_for` counts from the moment the first copy is written."""

    send_at: datetime | None = None
    repeat: NoticeRepeat = NoticeRepeat.ONCE
    valid_for: timedelta | None = None

    @property
    def agreed(self) -> tuple[str, str, float]:
        """What of it an approver agrees to."""
        return (
            self.send_at.isoformat() if self.send_at else "",
            self.repeat.value,
            self.valid_for.total_seconds() if self.valid_for else 0.0,
        )


AT_ONCE = Terms()


def refuse_terms(terms: Terms, kind: NoticeKind, now: datetime) -> Refusal | None:
    """None if a notice of this kind may go on these terms."""
    is_plain = terms.send_at is None and terms.repeat is NoticeRepeat.ONCE
    if kind is NoticeKind.EMERGENCY and not is_plain:
        return Refusal("refusal_terms.emergency_at_once")
    if terms.send_at is not None and not now < terms.send_at <= now + FARTHEST:
        return Refusal("refusal_terms.send_at", {"days": FARTHEST.days})
    if terms.valid_for is not None and not SHORTEST <= terms.valid_for <= FARTHEST:
        return Refusal("refusal_terms.valid_for", {"days": FARTHEST.days})
    return None


def next_turn(after: datetime, repeat: NoticeRepeat, zone: str) -> datetime | None:
    """The next moment with the same wall clock after `after`; None if it goes only once."""
    if repeat is NoticeRepeat.ONCE:
        return None
    local = after.astimezone(ZoneInfo(zone))
    days = DAYS_OF.get(repeat, frozenset({local.weekday()}))
    later = local + timedelta(days=1)
    while later.weekday() not in days:
        later += timedelta(days=1)
    return later.astimezone(after.tzinfo)


def next_grid_day(now: datetime, zone: str, hour: int) -> datetime:
    """The next Wednesday or Saturday at that hour of the wall clock."""
    day = now.astimezone(ZoneInfo(zone)).replace(hour=hour, minute=0, second=0, microsecond=0)
    while day <= now or day.weekday() not in GRID_DAYS:
        day += timedelta(days=1)
    return day.astimezone(now.tzinfo)


def next_clock(now: datetime, zone: str, hour: int) -> datetime:
    """The next time that the wall clock shows this full hour."""
    day = now.astimezone(ZoneInfo(zone)).replace(hour=hour, minute=0, second=0, microsecond=0)
    if day <= now:
        day += timedelta(days=1)
    return day.astimezone(now.tzinfo)
