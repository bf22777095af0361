"""Pure. Places in line within one priority: every street has a line of its own, and the lines go out side by side.

A street that says a thousand things at once gets places spread over the time their sending takes, so what another street says a
moment later stands between them and not behind them. A turn is a place, not a moment: while nobody else waits, nobody waits.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime

STEP = 33  # ms that one message takes of a token
FARTHEST = 60_000  # ms: a longer line than this is not spread any further
FORGET_AT = 1_000  # lines


def turn_at(machine_now: datetime) -> int:
    """A place in line, in milliseconds: who came earlier goes first."""
    return int(machine_now.timestamp() * 1000)


def street_of(path: str) -> str:
    """The street of a unit: the second id of its path, "" for what stands above all streets."""
    return "/".join(path.split("/")[2:3])


@dataclass(slots=True)
class Turns:
    """The end of each line, in ms of machine time."""

    _ends: dict[Hashable, int] = field(default_factory=dict)

    def take(self, line: Hashable, now: int) -> int:
        """The next place in that line."""
        place = min(max(now, self._ends.get(line, 0) + STEP), now + FARTHEST)
        if len(self._ends) >= FORGET_AT:
            self._ends = {each: end for each, end in self._ends.items() if end > now}
        self._ends[line] = place
        return place
