"""They were two after all: the merged matter goes on by itself, and its reporters and pictures go back to it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Moved
from incidents.deal_cards import deal_cards
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.store import kin as kin_store
from incidents.store import timeline as event_store
from models.incidents import TimelineEvent
from models.kinds import IncidentState
from pyramid.actor import Actor
from pyramid.lookup import who_must_act
from pyramid.policy import Policy
from pyramid.refusal import Refusal

UNMERGE_WITHIN = timedelta(days=7)


async def unmerge_incident(
    session: AsyncSession, child_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> Moved | Refusal:
    """Within seven days, by the community or the street. Its clock never stopped: it runs from its own first words."""
    child = await open_case(session, child_id)
    if isinstance(child, Refusal):
        return child
    number = {"number": child.incident.number}
    parent_id = child.incident.merged_into_id
    merged = await event_store.last_event(session, child_id, (Move.MERGE.value,))
    if child.incident.state is not IncidentState.MERGED or parent_id is None or merged is None:
        return Refusal("refusal_matters.not_merged", number)
    if merged.at + UNMERGE_WITHIN < now:
        return Refusal("refusal_matters.merged_long_ago", number)
    parent = await open_case(session, parent_id)
    if isinstance(parent, Refusal):
        return parent
    was = dict(child.incident.kin or {})
    took = dict(was.get("took") or {})
    values = {"merged_into_id": None, "close_reason": None, "kin": took or None}
    done = await make_move(
        session,
        child,
        Move.UNMERGE,
        actor,
        policy=policy,
        now=now,
        values=values,
        data={"from": parent.incident.number},
        to_state=_before(child, merged),
    )
    if isinstance(done, Refusal):
        return done
    with_it = await _take_along(session, child, parent, took)
    absorbed = await event_store.absorbed(session, was.get("via") or parent_id, child.incident.number)
    await _split(session, child, parent, absorbed=absorbed, with_it=with_it, policy=policy, now=now)
    child = await open_case(session, child_id)
    assert not isinstance(child, Refusal), "it was there a moment ago"
    _, staff = await who_must_act(session, child.owner.id)
    await deal_cards(session, child, [each.user_id for each in staff if each.user_id is not None], None, now=now)
    return done


def _before(child: Case, merged: TimelineEvent) -> IncidentState:
    """As it stood; what was being decided then is simply in hand again."""
    if merged.before in {IncidentState.DRAFT, IncidentState.REPORTED}:
        return IncidentState(merged.before)
    return IncidentState.HANDLING if child.incident.claimed_by is not None else IncidentState.REPORTED


async def _take_along(session: AsyncSession, child: Case, parent: Case, took: dict[str, Any]) -> set[int]:
    """What had been merged into the child before goes with it, unless it was taken out meanwhile; gives which."""
    kin = {"parent": [child.incident.id, child.incident.number]}
    ids = {"from_id": parent.incident.id, "to_id": child.incident.id}
    found = set(await kin_store.repoint(session, took.get("children", ()), **ids, kin=kin))
    if took:
        left = _without(took, {*took["children"]} - found)
        await kin_store.set_kin(session, [child.incident.id], left or None)
    return found


def _without(kin: dict[str, Any], gone: set[int]) -> dict[str, Any]:
    """Without these children; without any, nothing of it is left."""
    pairs = list(zip(kin.get("children", ()), kin.get("numbers", ()), strict=False))
    left = [(each, number) for each, number in pairs if each not in gone]
    if left:
        return {**kin, "children": [each for each, _ in left], "numbers": [number for _, number in left]}
    return {name: kin[name] for name in kin if name not in {"children", "numbers", "is_storm"}}


async def _split(
    session: AsyncSession,
    child: Case,
    parent: Case,
    *,
    absorbed: dict[str, Any],
    with_it: set[int],
    policy: Policy,
    now: datetime,
) -> None:
    """`absorbed`: what the timeline noted when it was merged; `with_it` goes along with the child."""
    reports, pictures = absorbed.get("reports", []), absorbed.get("pictures", [])
    await kin_store.take_back(session, child.incident.id, parent.incident.id, reports, pictures)
    kin = _without(parent.incident.kin or {}, {child.incident.id, *with_it})
    told = {"out": child.incident.number, "reports": reports}
    await make_move(session, parent, Move.RELEASE, None, policy=policy, now=now, values={"kin": kin or None}, data=told)
