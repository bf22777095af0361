"""An update in hand: kept, leased, and to be handled. Pure."""

from dataclasses import dataclass
from datetime import datetime

Key = tuple[int, int]  # (bot id, update id)


@dataclass(frozen=True, slots=True)
class Kept:
    """An update that we hold the lease of."""

    bot_id: int
    update_id: int
    lane: str
    fence: int
    raw: bytes
    attempts: int  # this one included
    received_at: datetime

    @property
    def key(self) -> Key:
        """(bot id, update id)."""
        return (self.bot_id, self.update_id)
