"""The notice that somebody acts upon, locked, and the unit it goes to."""

from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.store import notices
from models.broadcasts import Notice
from models.pyramid import Unit
from pyramid.lookup import unit_of
from pyramid.refusal import Refusal


async def find_notice(session: AsyncSession, notice_id: int) -> tuple[Notice, Unit] | Refusal:
    """Both, or a refusal if there is no such notice. Nobody else moves it before this transaction ends."""
    notice = await notices.notice_to_move(session, notice_id)
    if notice is None:
        return Refusal("refusal_broadcasts.unknown_notice")
    return notice, await unit_of(session, notice.unit_id)
