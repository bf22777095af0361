"""One incident climbs one rung: its line and its messages are gathered; whoever moves the batch writes them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.bundle import is_bundled, say_in_bundle
from escalations.decide import Due
from escalations.find_target import NO_ROTA, Target, find_target
from escalations.gathered import Gathered
from escalations.store import climbs as store
from incidents.calls import Call, waits_for, with_call
from incidents.can_be_called import can_be_called
from incidents.plan import rungs_of
from incidents.standing import Standing
from models.kinds import Priority, Sensitivity, Tier, Urgency
from outbox.enqueue import Say
from pyramid.calendar import Calendar
from pyramid.durations import parse_after
from pyramid.ladders import When
from pyramid.policy import Policy


async def climb(
    session: AsyncSession, standing: Standing, due: Due, gathered: Gathered, *, policy: Policy, now: datetime
) -> None:
    """The rung has not been climbed in this cycle and the incident is locked. An emergency is told to all, turn or not."""
    case, incident, rung = standing.case, standing.case.incident, due.rung
    calendar = policy.calendar_at(case.owner.path)
    today, rota = calendar.local_date(now), policy.rota if incident.urgency is not Urgency.EMERGENCY else NO_ROTA
    above = [each.to for each in rungs_of(standing.plan) if each.n > rung.n]
    target = await find_target(session, incident.owner_unit_id, rung.to, today=today, after=above, rota=rota)
    reached = target.unit or case.owner
    gathered.rungs.append(
        {
            "incident_id": incident.id,
            "cycle": incident.cycle,
            "rung": rung.n,
            "why": rung.when,
            "to_unit_id": reached.id,
            "due_at": due.due_at,
            "fired_at": now,
        }
    )
    if reached.tier.level < Tier(standing.highest_tier).level:
        standing.highest_tier = reached.tier.value
    if rung.to.is_post:
        standing.plan = _called(standing, due, target, calendar, now)
    elif incident.sensitivity is Sensitivity.S2:
        named = sorted({*standing.plan.get("named", ()), *target.user_ids})
        standing.plan = {**standing.plan, "named": named}
    data = {
        "to": reached.tier.value,
        "to_unit": reached.id,
        "due_at": due.due_at.isoformat(),
        "is_late": due.is_late(now),
        "skipped": [str(whom) for whom in target.skipped],
        **({"called": str(rung.to)} if rung.to.is_post else {}),
    }
    standing.climbs(rung.n, rung.when, data, now)
    is_ordinary = incident.urgency is not Urgency.EMERGENCY and incident.sensitivity is not Sensitivity.S2
    if is_ordinary and not rung.to.is_post and target.told and await is_bundled(session, reached, now):
        await say_in_bundle(session, target, now)
        return
    cards = await _cards_that_ring(session, standing, target)
    gathered.tells(_briefs(standing, due, target, cards, now))


def _called(standing: Standing, due: Due, target: Target, calendar: Calendar, now: datetime) -> dict[str, object]:
    """The plan with the call: who is waited for, and until when. Nobody there: those who are told instead are called."""
    plan, n = standing.plan, due.rung.n

    def until(when: When) -> datetime | None:
        length = waits_for(plan, n, when)
        return calendar.after(now, parse_after(length).length) if length is not None else None

    unit = target.unit or standing.case.owner
    made = Call(n, now, due.rung.to, unit.id, target.user_ids, until(When.UNANSWERED), until(When.ABSENT))
    return with_call(plan, made)


async def _cards_that_ring(session: AsyncSession, standing: Standing, target: Target) -> set[int]:
    """Groups that have this emergency on a card and whose people are called in private: there the card itself says it.

    Where nobody can be called, the group gets the brief as well: an edit alone rings nowhere.
    """
    incident = standing.case.incident
    if incident.urgency is not Urgency.EMERGENCY:
        return set()
    called = [told for told in target.told if await can_be_called(session, told.user_ids)]
    groups = [told.group_id for told in called if told.group_id is not None]
    return await store.groups_with_card(session, incident.id, groups)


def _briefs(standing: Standing, due: Due, target: Target, cards: set[int], now: datetime) -> list[Say]:
    """One message per group and per duty holder; a restricted matter is told to the holders only.

    `cards` are groups whose card says it already.
    """
    incident, rung = standing.case.incident, due.rung
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
                        "skipped": [str(whom) for whom in target.skipped],
                        **({"call": rung.n} if rung.to.is_post else {}),
                    },
                    priority=Priority.EMERGENCY if is_emergency else Priority.PROMPT,
                    key=f"escalation:{incident.id}:{incident.cycle}:{rung.n}:{where}",
                ),
            )
    return says
