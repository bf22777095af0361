"""SQL about disputes for lists: whatever is listed here lies in the visitor's reach, and nothing of it is personal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from console.scope import Reach
from console.store.incidents import HEARD, OWNER, visible
from console.store.pyramid import within
from models.disputes import Dispute, DisputeWord
from models.incidents import Incident
from models.kinds import DisputeStage

RUNNING = (DisputeStage.HEARING, DisputeStage.AGREED)


@dataclass(frozen=True, slots=True)
class Row:
    """One mediation."""

    number: str
    leaf: str
    stage: DisputeStage
    tier: str
    is_mediated: bool
    opened_at: datetime
    due_at: datetime | None
    next_at: datetime | None  # when a promise or a visit is asked about
    unit_name: str


def _joined(statement: Any, *, is_running: bool) -> Any:
    stages = RUNNING if is_running else [each for each in DisputeStage if each not in RUNNING]
    return (
        statement.select_from(Dispute)
        .join(Incident, Incident.id == Dispute.incident_id)
        .join(HEARD, HEARD.id == Incident.unit_id)
        .join(OWNER, OWNER.id == Incident.owner_unit_id)
        .where(Dispute.stage.in_(stages))
    )


async def rows(session: AsyncSession, reach: Reach, *, is_running: bool, limit: int, offset: int = 0) -> list[Row]:
    """Newest first."""
    columns = (
        *(Incident.number, Incident.leaf, Dispute.stage, Dispute.tier, Dispute.mediated_by.is_not(None)),
        *(Dispute.opened_at, Incident.handle_due_at, Dispute.next_at, OWNER.name),
    )
    wish = _joined(select(*columns), is_running=is_running).where(visible(session, reach))
    found = await session.execute(wish.order_by(Dispute.incident_id.desc()).limit(limit).offset(offset))
    return [Row(*row) for row in found]


async def count(session: AsyncSession, reach: Reach, *, is_running: bool) -> int:
    """How many there are in all."""
    wish = _joined(select(func.count()), is_running=is_running).where(visible(session, reach))
    return await session.scalar(wish) or 0


async def hidden_count(session: AsyncSession, reach: Reach, *, is_running: bool) -> int:
    """Those below the visitor that they may not open: a number is all they are told."""
    hidden = (within(OWNER.path, reach.whole), ~visible(session, reach))
    return await session.scalar(_joined(select(func.count()), is_running=is_running).where(*hidden)) or 0


async def word(session: AsyncSession, incident_id: int, word_id: int) -> DisputeWord | None:
    """One thing that was said or shown, if it belongs to this dispute."""
    wish = select(DisputeWord).where(DisputeWord.id == word_id, DisputeWord.incident_id == incident_id)
    found: DisputeWord | None = await session.scalar(wish)
    return found
