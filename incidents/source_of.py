"""Where words were said, read from the row that keeps them; the words themselves are left out."""

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Source
from incidents.store import chats as chat_store
from models.incidents import Report


async def source_of(session: AsyncSession, said: Report) -> Source:
    """As if they had just arrived; `group_id` None for a private chat and for one that is no group of ours any more."""
    return Source(
        bot_id=said.bot_id,
        chat_id=said.chat_id,
        message_id=said.message_id,
        words="",
        said_at=said.said_at,
        group_id=await chat_store.group_of_chat(session, said.chat_id),
    )
