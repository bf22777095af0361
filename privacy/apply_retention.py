"""What is too old is masked or dropped, kind by kind, and written into the register."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import PrivacyDeed
from privacy.retention import PERIODS
from privacy.store import register, retention


async def apply_retention(session: AsyncSession, *, now: datetime, is_dry: bool = False) -> dict[str, int]:
    """Kind → how many rows went, or would go in a dry run. One call takes a bounded number of each kind."""
    went = {}
    for period in PERIODS:
        before = now - period.after
        if is_dry:
            went[period.keeps.value] = await retention.count(session, period.keeps, before)
        else:
            went[period.keeps.value] = await retention.sweep(session, period.keeps, before, now)
    told = {keeps: count for keeps, count in went.items() if count and keeps not in {"answers", "codes"}}
    if told and not is_dry:
        await register.write_down(session, PrivacyDeed.RETAINED, at=now, count=sum(told.values()), data=told)
    return went
