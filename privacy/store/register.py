"""SQL of the register: lines are added and read, never changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import PrivacyDeed
from models.privacy import PrivacyRecord


async def write_down(
    session: AsyncSession,
    what: PrivacyDeed,
    *,
    at: datetime,
    by_id: int | None = None,
    unit_id: int | None = None,
    count: int = 0,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> PrivacyRecord:
    """One line; its id is known afterwards."""
    row = PrivacyRecord(
        at=at, what=what, by_id=by_id, unit_id=unit_id, count=count, reason=reason, data=dict(data or {})
    )
    session.add(row)
    await session.flush()
    return row


async def newest(session: AsyncSession, limit: int) -> list[PrivacyRecord]:
    """The last lines, newest first."""
    return list(await session.scalars(select(PrivacyRecord).order_by(PrivacyRecord.id.desc()).limit(limit)))


async def newest_of(session: AsyncSession, what: PrivacyDeed) -> int:
    """The id of the last line of a kind; 0 if there is none."""
    wish = select(PrivacyRecord.id).where(PrivacyRecord.what == what).order_by(PrivacyRecord.id.desc()).limit(1)
    return await session.scalar(wish) or 0
