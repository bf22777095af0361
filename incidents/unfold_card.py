"""经过 / 收起: the timeline appears under one card, in one chat, and goes again."""

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.steps import OPEN
from outbox.reword import reword


async def unfold_card(session: AsyncSession, row_id: int, *, is_open: bool) -> None:
    """Whoever stands before the card may: it tells what the chat may see anyway."""
    await reword(session, row_id, {OPEN: is_open})
