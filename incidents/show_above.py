"""The tier above gets a card of its own: its group, and those on duty there in private."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.deal_cards import card, personal_card
from incidents.store import chats as chat_store
from models.kinds import Sensitivity, Tier
from models.pyramid import Unit
from outbox.enqueue import enqueue
from outbox.refresh import refresh
from pyramid.lookup import ancestors, duty_holders


@dataclass(frozen=True, slots=True)
class Above:
    """The unit that shall look on, and its duty holders."""

    unit: Unit
    user_ids: tuple[int, ...]


async def next_above(session: AsyncSession, case: Case) -> Above | None:
    """One tier above the highest that has seen it; None when the head office has."""
    reached = Tier(case.incident.highest_tier).level
    for unit in await ancestors(session, case.owner.id):
        if unit.tier.level < reached:
            holders = await duty_holders(session, unit.id)
            return Above(unit, tuple(holder.user_id for holder in holders if holder.user_id is not None))
    return None


async def show_above(session: AsyncSession, case: Case, above: Above, *, now: datetime) -> None:
    """Once per chat; what stands there already is brought up to date. A restricted matter goes to the people only."""
    says = [personal_card(case, user_id) for user_id in above.user_ids]
    if case.incident.sensitivity is not Sensitivity.S2:
        groups = await chat_store.groups_of(session, [above.unit.id])
        says += [card(case, group_id, above.unit.tier) for group_id in groups.values()]
    await enqueue(session, says, now=now)
    await refresh(session, ["incident_card"], case.incident.id)
