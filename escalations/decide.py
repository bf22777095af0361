"""Which rungs are due now. Pure: facts in, rungs out; the same facts always give the same rungs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from incidents.plan import Facts, Plan, Rung, ahead
from pyramid.calendar import Calendar

LATE_AFTER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Due:
    """A rung to be climbed now, and when it should have been."""

    rung: Rung
    due_at: datetime

    def is_late(self, now: datetime) -> bool:
        """Whether it is told so late that the message says so."""
        return now - self.due_at > LATE_AFTER


def due_rungs(plan: Plan, facts: Facts, now: datetime, calendar: Calendar) -> list[Due]:
    """The rungs whose moment has come, whose reason still holds and that were not climbed in this cycle; earliest first."""
    return [Due(rung, moment) for moment, rung in ahead(plan, facts, calendar) if moment <= now]
