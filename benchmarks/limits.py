"""Pure. Telegram's limit for one token, in its two readings.

`bucket` holds a second's worth and refills evenly; `window` is the strict reading: never more than a second's worth in any trailing
second, as requests arrive. Whoever is refused is refused until the penalty is over.
"""

from collections import deque
from dataclasses import dataclass, field


@dataclass
class Rules:
    """Requests a second; seconds."""

    model: str = "bucket"
    rate: float = 30.0
    latency: float = 0.06
    retry_after: float = 5.0


@dataclass
class Account:
    """What one token has used."""

    level: float = 0.0
    at: float = 0.0
    until: float = 0.0
    times: deque[float] = field(default_factory=deque)

    def admits(self, now: float, rules: Rules) -> bool:
        """May a request that arrives now be served? Moments never go back."""
        if now < self.until:
            return False
        if rules.model == "window":
            while self.times and self.times[0] <= now - 1.0:
                self.times.popleft()
            is_free = len(self.times) < rules.rate
            if is_free:
                self.times.append(now)
        else:
            self.level = max(0.0, self.level - (now - self.at) * rules.rate)
            self.at = now
            is_free = self.level + 1 <= rules.rate
            self.level += is_free
        if not is_free:
            self.until = now + rules.retry_after
        return is_free
