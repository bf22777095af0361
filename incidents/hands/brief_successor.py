"""Who comes new gets what waits: cards to take, checks, requests to decide, residents' words that wait for a 对."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_check import ask_check
from incidents.ask_decision import ask_decision
from incidents.case import Source
from incidents.deal_cards import personal_card
from incidents.offer_draft import offer_draft
from incidents.open_case import open_case
from incidents.store import hands as store
from models.kinds import DUTY_ROLES, IncidentState, Role, Sensitivity, Tier
from models.pyramid import Unit
from outbox.enqueue import enqueue
from pyramid.people_of import post_held
from pyramid.refusal import Refusal

MOST = 30
REQUESTS = {
    IncidentState.RETURN_REQUESTED: "return_request",
    IncidentState.EXTENSION_REQUESTED: "extension_request",
    IncidentState.SUSPEND_REQUESTED: "suspend_request",
}


async def brief_successor(session: AsyncSession, unit: Unit, role: Role, user_id: int, *, now: datetime) -> int:
    """How many matters they were told of. What stands in the unit's group stands there for them as well."""
    if role not in DUTY_ROLES[unit.tier]:
        return 0
    waiting = await store.waiting_in(session, unit.id, MOST)
    if unit.tier is not Tier.GRID:
        waiting += await store.asked_below(session, unit.path, MOST)
    told = 0
    for incident_id, state in waiting:
        case = await open_case(session, incident_id, is_moving=False)
        if isinstance(case, Refusal) or case.incident.sensitivity is Sensitivity.S2:
            continue
        if state is IncidentState.DRAFT:
            source = Source(bot_id=0, chat_id=0, message_id=0, words="", said_at=now)
            await offer_draft(session, case, source, now=now)
        elif state is IncidentState.PENDING_CHECK:
            await ask_check(session, case, now=now)
        elif state in REQUESTS:
            await ask_decision(session, case, REQUESTS[state], now=now)
        else:
            await enqueue(session, [personal_card(case, user_id)], now=now)
        told += 1
    return told


async def brief_posts(session: AsyncSession, post_ids: Sequence[int], user_id: int, *, now: datetime) -> int:
    """The same for every post that somebody has just taken up with a personal link."""
    told = 0
    for post_id in post_ids:
        held, _, _, unit = await post_held(session, post_id)
        told += await brief_successor(session, unit, held.role, user_id, now=now)
    return told
