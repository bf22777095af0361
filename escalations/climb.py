"""One incident climbs one rung: recorded once, written into its timeline, told to the tier above."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from escalations import store
from escalations.bundle import is_bundled, say_in_bundle
from escalations.decide import Due
from escalations.find_target import Target, find_target
from incidents.can_be_called import can_be_called
from incidents.case import Case, Moved
from incidents.lifecycle import Move
from incidents.make_move import make_move
from models.kinds import Priority, Sensitivity, Tier, Urgency
from outbox.enqueue import Say, enqueue
from pyramid.policy import Policy


async def climb(session: AsyncSession, case: Case, due: Due, *, policy: Policy, now: datetime) -> bool:
    """True if the rung was climbed now; False if it had been climbed before."""
    incident = case.incident
    target = await find_target(session, incident.owner_unit_id, due.rung.to)
    reached = target.unit or case.owner
    is_new = await store.record(
        session,
        {
            "incident_id": incident.id,
            "cycle": incident.cycle,
            "rung": due.rung.n,
            "why": due.rung.when,
            "to_unit_id": reached.id,
            "due_at": due.due_at,
            "fired_at": now,
        },
    )
    if not is_new:
        return False
    values: dict[str, object] = {}
    if reached.tier.level < Tier(incident.highest_tier).level:
        values["highest_tier"] = reached.tier.value
    if incident.sensitivity is Sensitivity.S2:
        named = {user_id for told in target.told for user_id in told.user_ids}
        values["plan"] = {**incident.plan, "named": sorted({*incident.plan.get("named", ()), *named})}
    done = await make_move(
        session,
        case,
        Move.ESCALATE,
        None,
        policy=policy,
        now=now,
        values=values,
        reason=due.rung.when,
        data={
            "rung": due.rung.n,
            "to": reached.tier.value,
            "to_unit": reached.id,
            "due_at": due.due_at.isoformat(),
            "is_late": due.is_late(now),
            "skipped": [tier.value for tier in target.skipped],
        },
    )
    assert isinstance(done, Moved), "an incident with a due rung is open and locked"
    is_ordinary = incident.urgency is not Urgency.EMERGENCY and incident.sensitivity is not Sensitivity.S2
    if is_ordinary and target.told and await is_bundled(session, reached, now):
        await say_in_bundle(session, target, now)
        return True
    cards = await _cards_that_ring(session, case, target)
    await enqueue(session, _briefs(case, due, target, cards, now), now=now)
    return True


async def _cards_that_ring(session: AsyncSession, case: Case, target: Target) -> set[int]:
    """Groups that have this emergency on a card and whose people are called in private: there the card itself says it.

    Where nobody can be called, the group gets the brief as well: an edit alone rings nowhere.
    """
    if case.incident.urgency is not Urgency.EMERGENCY:
        return set()
    called = [told for told in target.told if await can_be_called(session, told.user_ids)]
    groups = [told.group_id for told in called if told.group_id is not None]
    return await store.groups_with_card(session, case.incident.id, groups)


def _briefs(case: Case, due: Due, target: Target, cards: set[int], now: datetime) -> list[Say]:
    """One message per group and per duty holder; a restricted matter is told to the holders only.

    `cards` are groups whose card says it already.
    """
    incident, rung = case.incident, due.rung
    is_emergency = incident.urgency is Urgency.EMERGENCY
    says = []
    for told in target.told:
        has_place = told.group_id is not None and told.group_id not in cards
        groups = [told.group_id] if has_place and incident.sensitivity is not Sensitivity.S2 else []
        places = [(group_id, None) for group_id in groups] + [(None, user_id) for user_id in told.user_ids]
        for group_id, user_id in places:
            where = f"g{group_id}" if group_id is not None else f"u{user_id}"
            says.append(
                Say(
                    kind="escalation_brief",
                    subject_id=incident.id,
                    group_id=group_id,
                    user_id=user_id,
                    viewer=told.unit.tier.value,
                    args={
                        "when": rung.when,
                        "due_at": due.due_at.isoformat(),
                        "is_late": due.is_late(now),
                        "skipped": [tier.value for tier in target.skipped],
                    },
                    priority=Priority.EMERGENCY if is_emergency else Priority.PROMPT,
                    key=f"escalation:{incident.id}:{incident.cycle}:{rung.n}:{where}",
                ),
            )
    return says
