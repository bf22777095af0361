"""Computed moments are written down; nothing has happened, so neither version nor timeline moves."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import cases as case_store
from models.incidents import Incident


async def note_moments(
    session: AsyncSession, incident: Incident, *, next_step_at: datetime | None, handle_due_at: datetime | None
) -> bool:
    """False if somebody moved the incident meanwhile; then that move has computed them."""
    values = {"next_step_at": next_step_at, "handle_due_at": handle_due_at}
    return await case_store.note_down(session, incident, values)
