"""Quiet hours: ordinary prompts to staff, and questions to both sides of a quarrel, wait for the morning; emergencies never."""

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
OF_A_QUARREL = frozenset({"dispute_question", "dispute_news"})
CARDS = frozenset({"incident_card"})
PROMISE_DUE = "promise_due"  # of the news that the sides of a quarrel are told
ORDINARY = frozenset({Urgency.NORMAL, Urgency.LOW})
LOOK_AGAIN = timedelta(
    seconds=60
)  # a clock that is moved, or a policy that is changed, is seen at the latest after this


def hush(composers: Mapping[str, Composer], policy: Policy) -> dict[str, Composer]:
    """The same composers, minding the hours in which staff are left in peace. An edit rings nowhere and never waits."""
    made = dict(composers)
    if policy.quiet.staff:
        made |= {kind: _minding(each, policy) for kind, each in composers.items() if kind in PROMPTS | CARDS}
    if policy.quiet.residents:
        made |= {kind: _sparing(each, policy) for kind, each in composers.items() if kind in OF_A_QUARREL}
    return made


def _sparing(composer: Composer, policy: Policy) -> Composer:
    """A promise ends at midnight, and a visit comes at the hour of the agreement: nobody is woken to answer for it."""

    async def compose(session: AsyncSession, request: Request, now: datetime) -> Composed:
        is_prompt = request.kind == "dispute_question" or request.args.get("what") == PROMISE_DUE
        until = policy.calendar.quiet_until(now, policy.quiet.residents) if is_prompt and not request.is_edit else None
        return await composer(session, request, now) if until is None else Later(min(until - now, LOOK_AGAIN))

    return compose


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
