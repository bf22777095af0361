"""What the clock on the wall shows where this house stands: the one place that puts a moment into local time.

The zone is a setting, handed in once at start (PAGODA_TIMEZONE); whatever runs from there on reads it.
"""

from contextvars import ContextVar
from datetime import datetime
from zoneinfo import ZoneInfo

_zone: ContextVar[str] = ContextVar("zone", default="Asia/Shanghai")


def hand_in_zone(name: str) -> None:
    """From now on, in this task and all that it starts, people read times of this zone."""
    _zone.set(name)


def on_the_wall(moment: datetime) -> datetime:
    """An aware moment as people read it."""
    return moment.astimezone(ZoneInfo(_zone.get()))
