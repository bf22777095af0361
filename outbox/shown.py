"""Which of our rows is this message?"""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.store import looking


@dataclass(frozen=True, slots=True)
class Shown:
    """What a message of ours is about."""

    kind: str
    subject_id: int | None


async def shown_as(session: AsyncSession, chat_id: int, message_id: int) -> Shown | None:
    """The row behind a message that a bot of ours sent; None for anybody else's."""
    row = await looking.row_of_message(session, chat_id, message_id)
    return None if row is None else Shown(row.kind, row.subject_id)
