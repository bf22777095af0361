"""The third time at one place within a month: each was closed on time, and together they are a matter of their own."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from incidents.deal_cards import deal_cards
from incidents.kin import AGAIN_COUNT, AGAIN_WITHIN, Matter, is_same_spot
from incidents.numbers import written
from incidents.plan import Facts, due_at, freeze_plan, next_step
from incidents.store import cases as case_store
from incidents.store import kin as store
from incidents.store import timeline as event_store
from models.incidents import Incident
from models.kinds import IncidentState, Sensitivity, Tier, Urgency
from pyramid.lookup import duty_holders, unit_at_tier
from pyramid.policy import Policy


async def note_repeat(session: AsyncSession, case: Case, *, policy: Policy, now: datetime) -> int | None:
    """Called when a matter was closed: opens the root-cause matter of its place, or does nothing. Returns its id.

    It belongs to the community, which nobody's closing on time had ever told, and climbs by its own ladder.
    """
    incident = case.incident
    if incident.sensitivity is Sensitivity.S2 or incident.kin is not None:
        return None
    known = await store.closed_on_time(session, incident.unit_id, incident.leaf, now - AGAIN_WITHIN)
    this = next((each for each in known if each.id == incident.id), None)
    again = [each for each in known if this is not None and is_same_spot(this, each)]
    if len(again) < AGAIN_COUNT:
        return None
    return await _open(session, case, again, policy, now)


async def _open(session: AsyncSession, case: Case, again: list[Matter], policy: Policy, now: datetime) -> int:
    old = case.incident
    owner = await unit_at_tier(session, case.owner.id, Tier.COMMUNITY) or case.owner
    urgency = min((old.urgency, Urgency.NORMAL), key=lambda each: each.severity)
    plan = freeze_plan(policy, old.leaf, urgency)
    cell = old.number.rpartition("-")[0]
    root = Incident(
        number=written(cell, await case_store.next_count(session, f"incident:{cell}")),
        unit_id=old.unit_id,
        owner_unit_id=owner.id,
        leaf=old.leaf,
        urgency=urgency,
        sensitivity=old.sensitivity,
        state=IncidentState.REPORTED,
        version=1,
        place=old.place,
        people={},
        confidence=1.0,
        opened_at=now,
        plan=plan,
        cycle=1,
        highest_tier=owner.tier.value,
        next_step_at=next_step(plan, Facts(state=IncidentState.REPORTED, since=now), policy.calendar_at(owner.path)),
        handle_due_at=due_at(plan, now, 0, policy.calendar_at(owner.path)),
        kin={"again": [each.number for each in again]},
    )
    await case_store.add(session, root)
    await event_store.append_event(
        session,
        {
            "incident_id": root.id,
            "seq": 1,
            "at": now,
            "what": "report",
            "actor_id": None,
            "actor_role": "",
            "before": "",
            "after": root.state.value,
            "reason": "",
            "data": {"leaf": root.leaf, "urgency": root.urgency.value, "policy": plan["policy"], "again": len(again)},
        },
    )
    await store.set_kin(session, [each.id for each in again], {"root": [root.id, root.number]})
    people = [holder.user_id for holder in await duty_holders(session, owner.id) if holder.user_id is not None]
    await deal_cards(session, Case(root, case.unit, owner, frozenset()), people, None, now=now)
    return root.id
