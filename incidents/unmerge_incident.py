"""They were two after all: the merged matter goes on by itself, and its reporters and pictures go back to it."""

from datetime import datetime, timedelta

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
    values = {"merged_into_id": None, "close_reason": None, "kin": None}
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
    await _split(session, child, parent, policy, now)
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


async def _split(session: AsyncSession, child: Case, parent: Case, policy: Policy, now: datetime) -> None:
    absorbed = await event_store.absorbed(session, parent.incident.id, child.incident.number)
    reports, pictures = absorbed.get("reports", []), absorbed.get("pictures", [])
    await kin_store.take_back(session, child.incident.id, parent.incident.id, reports, pictures)
    kin = dict(parent.incident.kin or {})
    left = [each for each in kin.get("children", ()) if each != child.incident.id]
    numbers = [each for each in kin.get("numbers", ()) if each != child.incident.number]
    alone = {name: kin[name] for name in kin if name not in {"children", "numbers", "is_storm"}}
    kin = {**kin, "children": left, "numbers": numbers} if left else alone
    told = {"out": child.incident.number, "reports": reports}
    await make_move(session, parent, Move.RELEASE, None, policy=policy, now=now, values={"kin": kin or None}, data=told)
