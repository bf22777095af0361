"""Does the wall clock run evenly? A jump freezes climbing for a while instead of firing thousands. Pure.

The demo moves business time, never the machine's: that is no jump.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST = timedelta(seconds=120)  # of difference between the wall and the steady clock from one look to the next
REST = 300.0  # steady seconds until a new time is believed, so that somebody can set a wrong clock right
CALM = 2  # even looks after which a clock that came back is believed


@dataclass(slots=True)
class JumpGuard:
    """Looks at both clocks of the machine at every beat."""

    _wall: datetime | None = None
    _steady: float = 0.0
    _off: timedelta = field(default=timedelta(0))  # how far the wall stands from where it should
    _since: float | None = None  # steady moment of the jump
    _calm: int = 0

    @property
    def is_frozen(self) -> bool:
        """Nothing may climb now."""
        return self._since is not None

    def look(self, wall: datetime, steady: float) -> timedelta | None:
        """The jump if one is seen at this look, else None."""
        if self._wall is None:
            self._wall, self._steady = wall, steady
            return None
        jump = (wall - self._wall) - timedelta(seconds=steady - self._steady)
        self._wall, self._steady = wall, steady
        if abs(jump) > MOST:
            self._off += jump
            self._since, self._calm = steady, 0
            return jump
        self._calm += 1
        if self._since is not None:
            is_back = abs(self._off) <= MOST and self._calm >= CALM
            if is_back or steady - self._since > REST:
                self._since, self._off = None, timedelta(0)
        return None
