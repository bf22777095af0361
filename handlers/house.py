"""What handlers need to know of this installation. Pure."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class House:
    """Set once at start."""

    cell: str  # first letters of every number
    language: str
    details: str  # chat | console
    web: str  # address of the console
    send_per_second: float = 30  # what one token may send
    clock_ahead: timedelta = timedelta(0)  # how far the demo has moved business time
