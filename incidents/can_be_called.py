"""Whether any of these people can be called in private: a group's card alone rings nowhere."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import chats as chat_store


async def can_be_called(session: AsyncSession, user_ids: Collection[int]) -> bool:
    """True if one of them pressed Start with a bot and has not blocked it."""
    return await chat_store.can_be_written_to(session, user_ids)
