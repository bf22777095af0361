"""Nobody knows whether a message arrived: a person has looked into the chat and decides, once more or never."""

from sqlalchemy.ext.asyncio import AsyncSession

from console.store import machinery as store
from models.kinds import OutgoingState
from pyramid.refusal import Refusal

DROPPED = "a person looked and dropped it"


async def settle_uncertain(session: AsyncSession, row_id: int, *, again: bool) -> Refusal | None:
    """Send the row again (counted as unsure) or drop it; a refusal if it is not uncertain any more."""
    state = OutgoingState.PENDING if again else OutgoingState.DROPPED
    if not await store.settle_row(session, row_id, state, None if again else DROPPED):
        return Refusal("refusal_console.not_uncertain")
    if again:
        session.info["outbox_grew"] = True
    return None
