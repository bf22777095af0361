"""What arrives is kept as bytes; the caller confirms it to Telegram only after the commit."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from inbox import store

RANK_PRESS = 0  # Telegram forgets a button press after 150 s
RANK_OTHER = 1


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as it came: its lane keeps a chat in order, its rank lets presses overtake words of other chats."""

    update_id: int
    lane: str
    rank: int
    raw: bytes


async def keep(session: AsyncSession, bot_id: int, arrivals: Sequence[Arrival]) -> int:
    """Write what is new; what was kept or handled before is left alone. Returns how many were new."""
    if not arrivals:
        return 0
    written = await store.add_updates(session, bot_id, arrivals)
    if written:
        session.info["inbox_grew"] = True
    return written
