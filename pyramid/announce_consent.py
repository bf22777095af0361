"""The sentence about what is kept has changed: every chat that heard the older one is told the new one, once."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from outbox.message import Composed, Message, Request, Stale
from pyramid import consent
from pyramid.store import groups as store
from texts.render import html_line

AT_ONCE = 100  # groups; the next hundred comes with the next beat
KIND = "consent_news"


async def announce_consent(session: AsyncSession, *, now: datetime) -> int:
    """Returns how many chats are told. People are told in private when they next speak (privacy/tell_consent.py)."""
    version = consent.CONSENT_VERSION
    groups = await store.told_before(session, version, AT_ONCE)
    says = []
    for group in groups:
        group.consent_version = version
        says.append(
            Say(
                kind=KIND,
                subject_id=group.id,
                group_id=group.id,
                viewer="micro_grid",
                priority=Priority.DIGEST,
                key=f"{KIND}:{group.id}:{version}",
            )
        )
    return await enqueue(session, says, now=now) if says else 0


async def compose_consent_news(_session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Quietly, and only once."""
    if request.is_edit or request.is_homeless:
        return Stale("told once")
    told = html_line("consent.group", request.language)
    return Message(f"{html_line('consent.changed', request.language)}\n{told}", is_silent=True)
