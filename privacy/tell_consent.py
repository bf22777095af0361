"""At the first words in private, and again when the sentence has changed: what is kept, and how to see and erase it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import PrivacyDeed
from privacy.store import people, register
from pyramid.consent import CONSENT_VERSION


async def tell_consent(session: AsyncSession, user_id: int, *, now: datetime) -> bool:
    """True once per person and version: then say it now."""
    person = await people.person_of(session, user_id)
    if person is None or person.consent_version >= CONSENT_VERSION:
        return False
    person.consent_version = CONSENT_VERSION
    await register.write_down(session, PrivacyDeed.CONSENT, at=now, count=1, data={"version": CONSENT_VERSION})
    return True
