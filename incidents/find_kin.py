"""Behind the reports, every few seconds: what is new is held against what is open nearby. Costs a report nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

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
from pyramid.lookup import bring_units, unit_at_tier
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from pyramid.tree import ids_on

BITE = 20
"""New matters compared in one transaction: words that arrive meanwhile wait for no more than these."""
log = structlog.get_logger()


async def find_kin(session: AsyncSession, *, policy: Policy, now: datetime) -> int:
    """Suggest a merge to the workers, or make one matter of a storm; returns how many incidents were touched."""
    keep_at_hand(session)
    fresh = await store.fresh(session, BITE)
    await bring_units(session, {unit_id for new in fresh for unit_id in ids_on(new.path)})
    around = _Around(session, fresh)
    touched = 0
    for new in fresh:
        community = await unit_at_tier(session, new.unit_id, Tier.COMMUNITY)
        if community is None:
            continue
        if new.leaf == LOST_AND_FOUND:
            touched += await match_lost(session, new, community.path, now=now)
            continue
        older = await around.older(new, community.path, LIKE_WITHIN)
        together = await _far_storm(session, new, around) or storm(new, older)
        if together:
            await around.suggest()
            touched += await _gather(session, together, policy, now)
            around.forget(together)
            continue
        same = like(new, older)
        if same is None:
            touched += await _suggest_far(session, new, around, now)
        else:
            around.alike[new.id] = {"like": [same.id, same.number]}
            touched += 1
    await around.suggest()
    return touched


@dataclass(slots=True)
class _Around:
    """What was read of the neighbourhoods of all that is new, and what of it is suggested but not yet written."""

    session: AsyncSession
    fresh: Sequence[Matter]
    read: dict[tuple[str, str], list[Matter]] = field(default_factory=dict)  # by family and path
    alike: dict[int, dict[str, Any]] = field(default_factory=dict)

    async def older(self, new: Matter, path: str, within: timedelta) -> list[Matter]:
        """Older open matters of the same family of kinds below a path, opened within that time, oldest first."""
        family = new.leaf.partition(".")[0]
        if (family, path) not in self.read:
            since = min(each.opened_at for each in self.fresh) - LIKE_WITHIN
            newest = max(each.id for each in self.fresh)
            self.read[family, path] = await store.neighbours(self.session, family, path, since=since, newest=newest)
        near = self.read[family, path]
        return [each for each in near if each.id < new.id and each.opened_at >= new.opened_at - within]

    def forget(self, moved: Sequence[Matter]) -> None:
        """These are no longer what they were: where they stand is read again."""
        ids = {each.id for each in moved}
        self.read = {where: near for where, near in self.read.items() if ids.isdisjoint(each.id for each in near)}

    async def suggest(self) -> None:
        """The cards show it."""
        if self.alike:
            await store.set_each_kin(self.session, self.alike)
            await refresh(self.session, CARD_KINDS, *self.alike)
            self.alike.clear()


async def _far_storm(session: AsyncSession, new: Matter, around: _Around) -> list[Matter]:
    """An outage does not end where a community does: the groups of one street tell of it together."""
    street = await unit_at_tier(session, new.unit_id, Tier.STREET) if new.leaf in OUTAGES else None
    return far_storm(new, await around.older(new, street.path, STORM_WITHIN)) if street is not None else []


async def _suggest_far(session: AsyncSession, new: Matter, around: _Around, now: datetime) -> int:
    """Along a road one hole lies in two communities: whoever stands above both is asked."""
    street = await unit_at_tier(session, new.unit_id, Tier.STREET) if new.place.get("road") else None
    if street is None:
        return 0
    same = like(new, await around.older(new, street.path, LIKE_WITHIN))
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
