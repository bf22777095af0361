"""Behind the reports, every few seconds: what is new is held against what is open nearby. Costs a report nothing."""

from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from incidents.ask_merge import ask_merge
from incidents.kin import LIKE_WITHIN, OUTAGES, STORM_WITHIN, Matter, far_storm, like, storm
from incidents.match_lost import LEAF as LOST_AND_FOUND
from incidents.match_lost import match_lost
from incidents.merge_incident import merge_incident
from incidents.refresh_cards import CARD_KINDS
from incidents.store import kin as store
from models.at_hand import keep_at_hand
from models.kinds import OPEN_STATES, IncidentState, Tier
from outbox.refresh import refresh
from pyramid.lookup import unit_at_tier
from pyramid.policy import Policy
from pyramid.refusal import Refusal

BATCH = 50
log = structlog.get_logger()


async def find_kin(session: AsyncSession, *, policy: Policy, now: datetime) -> int:
    """Suggest a merge to the workers, or make one matter of a storm; returns how many incidents were touched."""
    keep_at_hand(session)
    touched = 0
    for new in await store.fresh(session, BATCH):
        community = await unit_at_tier(session, new.unit_id, Tier.COMMUNITY)
        if community is None:
            continue
        if new.leaf == LOST_AND_FOUND:
            touched += await match_lost(session, new, community.path, now=now)
            continue
        older = await store.neighbours(session, new, community.path, new.opened_at - LIKE_WITHIN)
        together = await _far_storm(session, new) or storm(new, older)
        if together:
            touched += await _gather(session, together, policy, now)
            continue
        same = like(new, older)
        if same is None:
            touched += await _suggest_far(session, new, now)
        else:
            await store.set_kin(session, [new.id], {"like": [same.id, same.number]})
            await refresh(session, CARD_KINDS, new.id)
            touched += 1
    return touched


async def _far_storm(session: AsyncSession, new: Matter) -> list[Matter]:
    """An outage does not end where a community does: the groups of one street tell of it together."""
    street = await unit_at_tier(session, new.unit_id, Tier.STREET) if new.leaf in OUTAGES else None
    if street is None:
        return []
    return far_storm(new, await store.neighbours(session, new, street.path, new.opened_at - STORM_WITHIN))


async def _suggest_far(session: AsyncSession, new: Matter, now: datetime) -> int:
    """Along a road one hole lies in two communities: whoever stands above both is asked."""
    street = await unit_at_tier(session, new.unit_id, Tier.STREET) if new.place.get("road") else None
    if street is None:
        return 0
    same = like(new, await store.neighbours(session, new, street.path, new.opened_at - LIKE_WITHIN))
    if same is None:
        return 0
    await store.set_kin(session, [new.id], {"like": [same.id, same.number], "is_far": True})
    await refresh(session, CARD_KINDS, new.id)
    return min(await ask_merge(session, new.id, same.id, now=now), 1)


async def _gather(session: AsyncSession, together: list[Matter], policy: Policy, now: datetime) -> int:
    """The oldest one that is reported takes in the others; one that is only to be checked still is left to its check."""
    is_open = [each for each in together if each.state in OPEN_STATES]
    parent = next(
        (each for each in is_open if each.state is not IncidentState.PENDING_CHECK), next(iter(is_open), None)
    )
    if parent is None:
        return 0
    merged = 0
    for child in together:
        if child.id == parent.id:
            continue
        done = await merge_incident(session, child.id, None, into_id=parent.id, policy=policy, now=now, is_storm=True)
        merged += not isinstance(done, Refusal)
    if merged:
        log.info("storm_gathered", parent=parent.number, merged=merged)
    return merged
