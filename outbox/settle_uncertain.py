"""Nobody knows whether a message arrived: a person has looked into the chat and decides, once more or never."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from outbox.store import sending

DROPPED = "a person looked and dropped it"


async def settle_uncertain(session: AsyncSession, row_id: int, *, again: bool) -> bool:
    """Send the row again (counted as unsure) or drop it; False if it is not uncertain any more."""
    state = OutgoingState.PENDING if again else OutgoingState.DROPPED
    is_settled = await sending.settle_row(session, row_id, state, None if again else DROPPED)
    if is_settled and again:
        session.info["outbox_grew"] = True
    return is_settled
