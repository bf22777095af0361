"""What the outbox asks of whoever carries messages. Pure: a protocol and the parcel it is handed."""

from dataclasses import dataclass
from typing import Protocol

from outbox.message import Deed, Message, Outcome


@dataclass(frozen=True, slots=True)
class Parcel:
    """One request to one chat. `message_id` set: edit that message; None: a new one."""

    bot_id: int
    chat_id: int
    what: Message | Deed
    message_id: int | None
    reply_to: int | None
    token: str | None


class Courier(Protocol):
    """Carries a parcel and says what became of it; raises nothing for what the other side or the network did."""

    async def carry(self, parcel: Parcel, *, within: float) -> Outcome:
        """One request, no retries; an answer is awaited for at most `within` seconds."""
        ...
