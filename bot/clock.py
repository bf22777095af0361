"""Time comes from here: business time may be moved forward by the demo, machine time never."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass(slots=True)
class Clock:
    """Business time = machine time + offset; the offset is a row that all processes read."""

    offset: timedelta = field(default=timedelta(0))

    def machine(self) -> datetime:
        """Wall time, aware UTC."""
        return datetime.now(UTC)

    def now(self) -> datetime:
        """Business time, aware UTC."""
        return self.machine() + self.offset

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return time.monotonic()
