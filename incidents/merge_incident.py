"""Two are one: the newer goes into the older with everybody who told of it; each of them gets the one answer."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.deal_cards import deal_cards
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.replan import replan
from incidents.store import kin as kin_store
from models.kinds import OPEN_STATES, Sensitivity
from pyramid.actor import Actor
from pyramid.lookup import duty_holders, unit_of
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from pyramid.tree import ids_on, is_within


async def merge_incident(
    session: AsyncSession,
    child_id: int,
    actor: Actor | None,
    *,
    into_id: int,
    policy: Policy,
    now: datetime,
    is_storm: bool = False,
) -> Moved | Refusal:
    """Merge what nobody has taken yet into an open matter of the same openness. `actor` None: the clock found a storm.

    The older clock goes on; the severer urgency counts. A storm over several grids becomes the work of the unit above them.
    """
    first, second = sorted((child_id, into_id))  # always in this order, so that two merges cannot wait for each other
    cases = {each: await open_case(session, each) for each in (first, second)}
    child, parent = cases[child_id], cases[into_id]
    if isinstance(child, Refusal) or isinstance(parent, Refusal):
        return child if isinstance(child, Refusal) else parent  # type: ignore[return-value]
    refused = _why_not(child, parent)
    if refused is not None:
        return refused
    kin = {"parent": [parent.incident.id, parent.incident.number]}
    values: dict[str, Any] = {"merged_into_id": parent.incident.id, "close_reason": "merged", "kin": kin}
    done = await make_move(
        session, child, Move.MERGE, actor, policy=policy, now=now, values=values, data={"into": parent.incident.number}
    )
    if isinstance(done, Refusal):
        return done
    reports = await kin_store.move_people(session, child.incident.id, parent.incident.id)
    told = {"from": child.incident.number, "reports": reports}
    values = await _of_parent(session, parent, child, policy, is_storm=is_storm)
    moved_up = values.get("owner_unit_id") is not None
    joined = await make_move(session, parent, Move.ABSORB, None, policy=policy, now=now, values=values, data=told)
    if isinstance(joined, Moved) and moved_up:
        people = [holder.user_id for holder in await duty_holders(session, parent.owner.id) if holder.user_id]
        await deal_cards(session, parent, people, None, now=now)
    return joined


def _why_not(child: Case, parent: Case) -> Refusal | None:
    number = {"number": parent.incident.number}
    if child.incident.id == parent.incident.id or parent.incident.state not in OPEN_STATES:
        return Refusal("refusal_matters.not_open", number)
    is_restricted = Sensitivity.S2 in {child.incident.sensitivity, parent.incident.sensitivity}
    if is_restricted or child.incident.sensitivity is not parent.incident.sensitivity:
        return Refusal("refusal_matters.other_openness", number)
    return None


async def _of_parent(
    session: AsyncSession, parent: Case, child: Case, policy: Policy, *, is_storm: bool
) -> dict[str, Any]:
    incident, old = parent.incident, parent.incident.kin or {}
    children = [*old.get("children", ()), child.incident.id]
    values: dict[str, Any] = {"kin": {"children": children, "is_storm": is_storm or bool(old.get("is_storm"))}}
    if child.incident.urgency.severity < incident.urgency.severity:
        values["urgency"] = child.incident.urgency
        values |= await replan(session, incident, incident.leaf, child.incident.urgency, policy)
    if is_storm and incident.claimed_by is None and not is_within(child.owner.path, parent.owner.path):
        pairs = zip(ids_on(parent.owner.path), ids_on(child.owner.path), strict=False)
        common = [one for one, other in pairs if one == other]
        owner = await unit_of(session, common[-1])
        values |= {"owner_unit_id": owner.id, "highest_tier": owner.tier.value}
    return values
