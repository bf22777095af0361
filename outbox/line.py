"""Pure. How evenly do requests reach Telegram? Learnt from the time that answers take. Seconds throughout.

Between departure and arrival lies what nobody sees. An answer bounds it: whatever it took beyond the quickest of late may all
have been spent on the way there. So each message knows how late it may have been, and nothing has to be guessed for all of them.
"""

from dataclasses import dataclass, field

NOISE = 0.004  # of an answer's lateness: timers, and our own loop before it reads
MOST = 0.10  # no answer is taken to have arrived later than this: the rest was spent on thinking
QUICKEST_OF = 30.0  # … to sixty: a line that became slower may become quick again


@dataclass(slots=True)
class Departure:
    """A request that left at `left`; its answer came `taken` seconds later, None while there is none."""

    left: float
    taken: float | None = None


@dataclass(slots=True)
class Line:
    """What is known of the way there."""

    _quickest: float = field(default=float("inf"))
    _of_late: float = field(default=float("inf"))
    _turned_at: float = field(default=float("-inf"))

    def note(self, departure: Departure, now: float, *, is_typical: bool) -> None:
        """Its answer came; `is_typical` False: such an answer says nothing about the quickest way."""
        departure.taken = taken = max(now - departure.left, 0.0)
        if not is_typical:
            return
        if now - self._turned_at > QUICKEST_OF:
            self._quickest, self._of_late, self._turned_at = self._of_late, taken, now
        self._of_late = min(self._of_late, taken)
        self._quickest = min(self._quickest, taken)

    def delay(self, departure: Departure, now: float) -> float:
        """By how much it may have arrived later than the quickest would have."""
        taken = now - departure.left if departure.taken is None else departure.taken
        return min(max(taken - self._quickest - NOISE, 0.0), MOST)
