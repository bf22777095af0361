"""Later words find the matter they mean, by who says them, what they name and what is open here."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.linking import Candidate, Clue, choose
from incidents.store import linking
from parsing.report import Report

PHOTO_WITHIN = timedelta(minutes=10)  # a photo without words after one's own report belongs to it


async def link_words(
    session: AsyncSession, report: Report, user_id: int, unit_id: int | None, *, now: datetime
) -> int | Sequence[Candidate] | None:
    """One incident, two or three of the speaker's own to ask about, or None. One query. `unit_id` None: in private."""
    known = await linking.candidates(session, user_id, unit_id, now=now)
    clue = Clue(report.expected_action, report.category, report.location.as_json(), now, report.kind == "incident")
    return choose(clue, known) if known else None


async def link_photo(session: AsyncSession, user_id: int, chat_id: int, *, said_at: datetime) -> int | None:
    """The speaker's own matter that a photo without words belongs to: reported in this chat within ten minutes."""
    return await linking.latest_of(session, user_id, chat_id, since=said_at - PHOTO_WITHIN)
