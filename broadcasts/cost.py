"""Pure. What a notice costs: the minutes until the last group has it, and the hours that people spend reading it."""

import math
from dataclasses import dataclass
from datetime import timedelta

from broadcasts.audience import Counts

PER_SECOND = 30  # what one token may send where the operator sets no other limit
READ_PER_MINUTE = 240  # characters, by somebody who is not in a hurry
TAP = 15.0  # seconds to open the chat, find the button and press it


@dataclass(frozen=True, slots=True)
class Cost:
    """`seconds` from the first copy to the last at the speed limit; `people` hold the posts that are asked to confirm."""

    seconds: int
    people: int
    reading: int  # seconds for each of them

    @property
    def minutes(self) -> int:
        """Of sending, rounded up; 0 below ten seconds."""
        return 0 if self.seconds < 10 else math.ceil(self.seconds / 60)  # noqa: PLR2004 - nobody plans by less

    @property
    def person_hours(self) -> float:
        """Of reading and confirming, all together, to a tenth."""
        return round(self.people * self.reading / 3600, 1)


def cost_of(
    words: str, counts: Counts, people: int, *, per_second: float = PER_SECOND, canary_wait: timedelta = timedelta(0)
) -> Cost:
    """The busiest token decides how long it takes: each has a limit of its own."""
    busiest = max(counts.by_bot.values(), default=counts.total)
    sending = math.ceil(busiest / max(per_second, 1)) + math.ceil(canary_wait.total_seconds())
    return Cost(sending, people, round(TAP + 60 * len(words) / READ_PER_MINUTE))
