"""Something changed: every message that shows it is made again and edited in place."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.store import wishes

NOW = timedelta(0)


async def refresh(session: AsyncSession, kinds: Collection[str], *subject_ids: int, settle: timedelta = NOW) -> int:
    """Want a newer version of all messages of these kinds about these subjects; returns how many.

    What is shown is edited after `settle`: everything that changes until then is one edit.
    """
    count = await wishes.want_newer(session, kinds, subject_ids, settle)
    if count:
        session.info["outbox_grew"] = True
    return count


async def refresh_once(session: AsyncSession, kind: str, *subject_ids: int, settle: timedelta) -> None:
    """The same for messages that many of a batch want newer; nobody asks how many there are."""
    if subject_ids:
        await wishes.want_newer_once(session, kind, subject_ids, settle)
        session.info["outbox_grew"] = True
