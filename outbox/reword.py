"""One message shall be worded otherwise from now on: its args change and it is made again."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.store import wishes


async def reword(session: AsyncSession, row_id: int, args: Mapping[str, Any]) -> None:
    """Lay `args` over those of the row and edit it in place. A row that is gone is let be."""
    if await wishes.lay_args(session, row_id, args):
        session.info["outbox_grew"] = True
