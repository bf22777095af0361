"""What is kept, told once: to a chat that the roster bound, and anew to every chat when the sentence has changed."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Priority
from outbox.enqueue import Say, enqueue
from outbox.message import Composed, Message, Request, Stale
from pyramid import consent
from pyramid.policy import Policy
from pyramid.store import groups as store
from texts.render import html_line

AT_ONCE = 100  # groups; the next hundred comes with the next beat
KIND = "consent_news"
GRACE = timedelta(hours=1)  # a roster with a mistake is loaded again; a chat bound by code hears it when it is bound


async def announce_consent(session: AsyncSession, *, policy: Policy, now: datetime) -> int:
    """Returns how many chats are told, never in the residents' quiet hours.

    People are told in private when they next speak (privacy/tell_consent.py).
    """
    if policy.calendar.quiet_until(now, policy.quiet.residents) is not None:
        return 0
    version = consent.CONSENT_VERSION
    groups = await store.told_before(session, version, now - GRACE, AT_ONCE)
    says = []
    for group in groups:
        is_first, group.consent_version = group.consent_version == 0, version
        says.append(
            Say(
                kind=KIND,
                subject_id=group.id,
                group_id=group.id,
                viewer="micro_grid",
                args={"is_first": is_first},
                priority=Priority.NOTICE,
                key=f"{KIND}:{group.id}:{version}",
            )
        )
    return await enqueue(session, says, now=now) if says else 0


async def compose_consent_news(_session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Quietly, and only once."""
    if request.is_edit or request.is_homeless:
        return Stale("told once")
    told = html_line("consent.group", request.language)
    if request.args.get("is_first"):
        return Message(told, is_silent=True)
    return Message(f"{html_line('consent.changed', request.language)}\n{told}", is_silent=True)
