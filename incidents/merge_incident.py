"""Two are one: the newer goes into the older with everybody who told of it; each of them gets the one answer."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.deal_cards import deal_cards
from incidents.hand_up_storm import hand_up_storm, keeps_storm
from incidents.kin import WAS_TAKEN
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.replan import replan
from incidents.store import kin as kin_store
from incidents.tell_worker import tell_worker
from models.kinds import OPEN_STATES, Sensitivity, Tier
from models.pyramid import Unit
from pyramid.actor import Actor
from pyramid.lookup import duty_holders, unit_of
from pyramid.permissions import Action, may
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
    """Merge what is not finished yet into an open matter of the same openness. `actor` None: the clock found a storm.

    The older clock goes on; the severer urgency counts. A storm over several grids, or a matter of two communities that
    nobody has taken, becomes the work of the lowest unit above both; across communities only its people may decide that.
    A worker is not left alone with a storm that reaches further than their post: see hand_up_storm.
    """
    first, second = sorted((child_id, into_id))  # always in this order, so that two merges cannot wait for each other
    cases = {each: await open_case(session, each) for each in (first, second)}
    child, parent = cases[child_id], cases[into_id]
    if isinstance(child, Refusal) or isinstance(parent, Refusal):
        return child if isinstance(child, Refusal) else parent  # type: ignore[return-value]
    is_far = not is_one_community(child.owner.path, parent.owner.path)
    refused = _why_not(child, parent)
    if refused is None and actor is not None and is_far:
        refused = may(actor, Action.MERGE, parent.thing()) or may(actor, Action.MERGE, child.thing())
    if refused is not None:
        return refused
    took = _took(child)
    kin = {"parent": [parent.incident.id, parent.incident.number], **({"took": took} if took else {})}
    values: dict[str, Any] = {"merged_into_id": parent.incident.id, "close_reason": "merged", "kin": kin}
    done = await make_move(
        session, child, Move.MERGE, actor, policy=policy, now=now, values=values, data={"into": parent.incident.number}
    )
    if isinstance(done, Refusal):
        return done
    along = {"parent": kin["parent"], "via": child.incident.id}
    ids = {"from_id": child.incident.id, "to_id": parent.incident.id}
    await kin_store.repoint(session, took.get("children", ()), **ids, kin=along)
    reports, pictures = await kin_store.move_people(session, child.incident.id, parent.incident.id)
    told = {"from": child.incident.number, "reports": reports, "pictures": pictures}
    await tell_worker(session, child, child.incident.claimed_by, Move.MERGE, now=now)
    values = await _of_parent(session, parent, child, policy, took=took, is_storm=is_storm)
    above = await _wider(session, parent, child, is_storm=is_storm, is_far=is_far)
    goes_up = above is not None and await keeps_storm(session, parent, above)
    if above is not None and goes_up:
        values |= {"owner_unit_id": above.id, "highest_tier": above.tier.value}
    joined = await make_move(session, parent, Move.ABSORB, None, policy=policy, now=now, values=values, data=told)
    if actor is not None and isinstance(joined, Moved):
        await tell_worker(session, parent, parent.incident.claimed_by, Move.ABSORB, now=now)
    if isinstance(joined, Moved) and above is not None and not goes_up:
        joined = await hand_up_storm(session, parent, above, policy=policy, now=now)
    if isinstance(joined, Moved) and above is not None:
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


def _took(child: Case) -> dict[str, Any]:
    """What had been merged into it before, and goes along."""
    kin = child.incident.kin or {}
    return {name: kin[name] for name in ("children", "numbers", "is_storm") if name in kin}


def common_of(one: str, other: str) -> int:
    """The id of the lowest unit above (or at) both paths."""
    pairs = zip(ids_on(one), ids_on(other), strict=False)
    return [mine for mine, theirs in pairs if mine == theirs][-1]


def is_one_community(one: str, other: str) -> bool:
    """Whether both lie in one community, or one of them stands above the other's."""
    depth = Tier.COMMUNITY.level + 1
    return ids_on(one)[:depth] == ids_on(other)[:depth] or is_within(one, other) or is_within(other, one)


async def _of_parent(
    session: AsyncSession,
    parent: Case,
    child: Case,
    policy: Policy,
    *,
    took: dict[str, Any],
    is_storm: bool,
) -> dict[str, Any]:
    incident, old = parent.incident, parent.incident.kin or {}
    children = [*old.get("children", ()), child.incident.id, *took.get("children", ())]
    numbers = [*old.get("numbers", ()), child.incident.number, *took.get("numbers", ())]
    kin = {"children": children, "numbers": numbers, "is_storm": is_storm or bool(old.get("is_storm"))}
    values: dict[str, Any] = {"kin": kin | ({WAS_TAKEN: True} if WAS_TAKEN in old else {})}
    if child.incident.urgency.severity < incident.urgency.severity:
        values["urgency"] = child.incident.urgency
        values |= await replan(session, incident, incident.leaf, child.incident.urgency, policy)
    return values


async def _wider(session: AsyncSession, parent: Case, child: Case, *, is_storm: bool, is_far: bool) -> Unit | None:
    """The lowest unit above both, where the owner is not above both already. What a person joined stays with who has it."""
    is_wider = (is_storm or is_far) and not is_within(child.owner.path, parent.owner.path)
    if not is_wider or (not is_storm and parent.incident.claimed_by is not None):
        return None
    return await unit_of(session, common_of(parent.owner.path, child.owner.path))
