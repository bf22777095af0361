"""What time it is in the sandbox: the machine's time plus an offset that only moves forward."""

import time


class Clock:
    """Unix time in seconds. `shift` lets 150 s, 24 h and 48 h pass without waiting for them."""

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> float:
        """Seconds since 1970, offset included."""
        return time.time() + self.offset

    def date(self) -> int:
        """The same in whole seconds, as Telegram dates its messages."""
        return int(time.time() + self.offset)

    def shift(self, seconds: float) -> float:
        """Move forward by `seconds` (>= 0, else ValueError) and say the new time."""
        if seconds < 0:
            raise ValueError("the sandbox clock only moves forward")
        self.offset += seconds
        return self.now()
