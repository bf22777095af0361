"""Quiet hours of staff: ordinary prompts wait for the morning, ordinary cards come without a sound; emergencies never wait."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.store import climbs as store
from models.kinds import Urgency
from outbox.lanes import Composer
from outbox.message import Composed, Later, Message, Request
from pyramid.policy import Policy

PROMPTS = frozenset({"nudge", "check_request", "escalation_brief", "climb_digest"})
CARDS = frozenset({"incident_card"})
ORDINARY = frozenset({Urgency.NORMAL, Urgency.LOW})
LOOK_AGAIN = timedelta(
    seconds=60
)  # a clock that is moved, or a policy that is changed, is seen at the latest after this


def hush(composers: Mapping[str, Composer], policy: Policy) -> dict[str, Composer]:
    """The same composers, minding the hours in which staff are left in peace. An edit rings nowhere and never waits."""
    if not policy.quiet.staff:
        return dict(composers)
    return {kind: _minding(each, policy) if kind in PROMPTS | CARDS else each for kind, each in composers.items()}


def _minding(composer: Composer, policy: Policy) -> Composer:
    async def compose(session: AsyncSession, request: Request, now: datetime) -> Composed:
        until = None if request.is_edit else policy.calendar.quiet_until(now, policy.quiet.staff)
        if until is None or not await _is_ordinary(session, request):
            return await composer(session, request, now)
        if request.kind in PROMPTS and request.user_id is not None:
            return Later(min(until - now, LOOK_AGAIN))
        made = await composer(session, request, now)
        return replace(made, is_silent=True) if isinstance(made, Message) else made

    return compose


async def _is_ordinary(session: AsyncSession, request: Request) -> bool:
    """A tier's hourly message is; else its incident says so."""
    if request.kind == "climb_digest":
        return True
    return await store.urgency_of(session, request.subject_id or 0) in ORDINARY
