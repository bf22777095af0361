"""Pure. How one notice goes out: the policy of that day, frozen, and how far it has come."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from models.kinds import NoticeKind

EMERGENCY_REMINDER = timedelta(minutes=15)
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
    issuer_unit_id: int = 0
    issuer_role: str = ""
    needs_count: bool = False  # the approver has to type the number of groups
    is_operator: bool = False  # submitted on the command line: the approver's consent was given there
    released_at: str | None = None  # when the first copies were written; the time that stands on all of them
    halted: str | None = None  # "role" | "canary": held until a person lets it go on
    is_vouched: bool = False  # the author lost the post, somebody entitled let it go on
    is_canary_over: bool = False
    reminders: int = 0
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
    """When the silent are reminded, counted from the last copy: once, and soon in an emergency."""
    return (min(usual, EMERGENCY_REMINDER) if waits_for_nobody(kind) else usual,)
