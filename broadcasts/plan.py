"""Pure. How one notice goes out: the policy of that day, frozen, and how far it has come."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from broadcasts.terms import Terms
from models.kinds import NoticeKind, NoticeRepeat

EMERGENCY_REMINDER = timedelta(minutes=15)
AN_HOUR = timedelta(hours=1)
LOUD_LEVELS = frozenset({"orange", "red"})  # weather that does not wait for the morning


@dataclass(frozen=True, slots=True)
class Plan:
    """Stored as JSON in `notice.plan`. Lengths are seconds; moments and history are ISO 8601 texts."""

    audience: str
    hold: float
    canary: int
    canary_wait: float
    remind_after: tuple[float, ...]
    zone: str  # whose wall clock stands on the copies
    level: str = ""
    send_at: str | None = None  # not before this moment
    repeat: str = NoticeRepeat.ONCE.value
    valid_for: float = 0  # from the release; 0: without end
    template: str = ""  # of which it was made, unchanged
    corrects: int = 0  # id of the notice that it puts right
    corrected_by: str = ""  # number of the notice that put this one right
    is_silent: bool = False  # it came out in quiet hours and rings nowhere
    is_break_glass: bool = False  # sent without the consent it needed
    issuer_unit_id: int = 0
    issuer_role: str = ""
    needs_count: bool = False  # the approver has to type the number of groups
    is_operator: bool = False  # submitted on the command line: the approver's consent was given there
    released_at: str | None = None  # when the first copies were written; the time that stands on all of them
    halted: str | None = None  # "role" | "canary" | "audience": held until a person lets it go on
    is_vouched: bool = False  # the author lost the post, somebody entitled let it go on
    is_canary_over: bool = False
    reminders: int = 0  # steps of the hearing ladder that are done
    history: tuple[tuple[str, str, int | None], ...] = ()  # (moment, what, user id)

    @classmethod
    def read(cls, plan: dict[str, Any]) -> "Plan":
        """From the column; unknown keys (of a newer version) are ignored."""
        known = {name: value for name, value in plan.items() if name in cls.__dataclass_fields__}
        lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
        lists["history"] = tuple((at, what, by) for at, what, by in known.get("history", ()))
        return cls(**{**known, **lists})

    def as_json(self) -> dict[str, Any]:
        """For the column."""
        return asdict(self)

    def noting(self, what: str, *, at: datetime, by: int | None = None, **changes: Any) -> "Plan":
        """The same with one more line of history, and with other changes."""
        return replace(self, history=(*self.history, (at.isoformat(), what, by)), **changes)

    @property
    def terms(self) -> Terms:
        """When it goes, how often, and how long it holds."""
        return Terms(
            send_at=datetime.fromisoformat(self.send_at) if self.send_at else None,
            repeat=NoticeRepeat(self.repeat),
            valid_for=timedelta(seconds=self.valid_for) if self.valid_for else None,
        )

    def reminder_at(self, finished_at: datetime) -> datetime | None:
        """When the silent are reminded next; None when that was done often enough."""
        if self.reminders >= len(self.remind_after):
            return None
        return finished_at + timedelta(seconds=self.remind_after[self.reminders])


def waits_for_nobody(kind: NoticeKind) -> bool:
    """An emergency skips hold, canary and quiet hours."""
    return kind is NoticeKind.EMERGENCY


def is_loud(kind: NoticeKind, level: str) -> bool:
    """Whether it may be heard in quiet hours."""
    return waits_for_nobody(kind) or (kind is NoticeKind.WEATHER and level in LOUD_LEVELS)


def reminder_waits(kind: NoticeKind, usual: timedelta) -> tuple[timedelta, ...]:
    """The hearing ladder, counted from the last copy: leaders are nudged, then substitutes, then those above see who is deaf."""
    first = min(usual, EMERGENCY_REMINDER) if waits_for_nobody(kind) else usual
    apart = EMERGENCY_REMINDER if waits_for_nobody(kind) else AN_HOUR
    return (first, first + apart, first + 2 * apart)
