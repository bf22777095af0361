"""All SQL about when cards must be made anew although nothing happens."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store.dialect import insert_into
from models.incidents import CardMoment


async def set_moment(session: AsyncSession, incident_id: int, due_at: datetime) -> None:
    """The newest move counts."""
    await session.execute(
        insert_into(session, CardMoment)
        .values(incident_id=incident_id, due_at=due_at)
        .on_conflict_do_update(index_elements=["incident_id"], set_={"due_at": due_at})
    )


async def take_due(session: AsyncSession, now: datetime, limit: int) -> list[int]:
    """The incidents whose moment has come; each is given out once."""
    ids = list(
        await session.scalars(
            select(CardMoment.incident_id).where(CardMoment.due_at <= now).order_by(CardMoment.due_at).limit(limit)
        )
    )
    if ids:
        await session.execute(delete(CardMoment).where(CardMoment.incident_id.in_(ids), CardMoment.due_at <= now))
    return ids


async def next_due(session: AsyncSession) -> datetime | None:
    """The earliest of them."""
    return await session.scalar(select(func.min(CardMoment.due_at)))
