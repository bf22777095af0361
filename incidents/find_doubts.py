"""What a second reader may be asked about: new matters that were understood with little confidence."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.store import doubts as store
from parsing.second_reader import words_to_ask

BATCH = 20
FRESH = timedelta(minutes=10)  # what is older was seen by people


@dataclass(frozen=True, slots=True)
class Doubt:
    """An incident and its first words, masked: the only words of it that leave the house."""

    incident_id: int
    words: str


async def find_doubts(session: AsyncSession, *, below: float, now: datetime) -> list[Doubt]:
    """Each matter once, whatever becomes of the question. Restricted ones and those whose words cannot be masked never."""
    taken = await store.take_doubts(session, below, now - FRESH, BATCH)
    shown = [(incident_id, words_to_ask(words)) for incident_id, words in taken]
    return [Doubt(incident_id, words) for incident_id, words in shown if words is not None]
