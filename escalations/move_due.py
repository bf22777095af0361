"""A batch of incidents that are due is decided in memory and written in a few statements: rungs, lines, plans, cards, messages."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.climb import climb
from escalations.decide import due_rungs
from escalations.find_target import TARGETS
from escalations.gathered import Gathered
from escalations.moments import facts_of, moments_of
from escalations.store import climbs as store
from incidents.case import Case
from incidents.expire_draft import expire_draft
from incidents.move_many import move_many, open_many
from incidents.note_moments import note_moments
from incidents.nudges import Nudge, What
from incidents.open_case import open_case
from incidents.plan import nudges_ahead
from incidents.read_facts import read_facts
from incidents.say_nudge import say_nudge
from incidents.standing import Standing
from incidents.wishes import to_all
from models.at_hand import keep_at_hand
from models.kinds import IncidentState, Sensitivity
from outbox.enqueue import Say, enqueue
from pyramid.calendar import Calendar
from pyramid.lookup import duty_holders
from pyramid.policy import Policy
from pyramid.refusal import Refusal

MOST_NUDGES = 12  # of one incident at once, after a long stillness


async def move_due(session: AsyncSession, ids: Sequence[int], *, policy: Policy, now: datetime) -> int:
    """Whatever is due of these locked incidents; returns how many were moved, or their next step was.

    Raises for the whole batch what one incident raises: nothing of it may be kept then.
    """
    session.info[TARGETS] = {}
    keep_at_hand(session)
    cases, hashes = await open_many(session, ids)
    drafts = [case for case in cases if case.incident.state is IncidentState.DRAFT]
    others = [case for case in cases if case.incident.state is not IncidentState.DRAFT]
    fired, arrived = await store.fired_rungs(session, ids), await store.arrivals(session, ids)
    gathered, standings, rest = Gathered(), [], []
    for case in others:
        incident = case.incident
        facts, calendar = facts_of(incident, fired, arrived), policy.calendar_at(case.owner.path)
        standing = Standing(
            case, facts, hashes.get(incident.id, ""), dict(incident.plan), incident.version, incident.highest_tier
        )
        for due in due_rungs(incident.plan, facts, now, calendar):
            await climb(session, standing, due, gathered, policy=policy, now=now)
        if await _nudge_in_batch(session, standing, gathered, calendar=calendar, now=now):
            rest.append(incident.id)
        standings.append((standing, *moments_of(incident, standing.facts, calendar, standing.plan)))
    if gathered.rungs:
        await store.record_all(session, gathered.rungs)
    await move_many(session, standings)
    await enqueue(session, gathered.messages, now=now)
    for case in drafts:
        await expire_draft(session, case.incident.id, policy=policy, now=now)
    for incident_id in rest:
        await _nudge(session, incident_id, policy=policy, now=now)
    return len(cases)


async def _nudge_in_batch(
    session: AsyncSession, standing: Standing, gathered: Gathered, *, calendar: Calendar, now: datetime
) -> bool:
    """Warnings and marks, which move nothing; whether something is left that has to be done one by one."""
    incident = standing.case.incident
    for _ in range(MOST_NUDGES):
        ahead = nudges_ahead(standing.plan, standing.facts, calendar)[:1]
        if not ahead or ahead[0][0] > now:
            return False
        nudge = ahead[0][1]
        if nudge.what not in {What.WARN, What.RED} or incident.sensitivity is Sensitivity.S2:
            return True
        standing.says(nudge, now)
        standing.is_shown = standing.is_shown or nudge.what is What.RED
        if nudge.what is What.WARN and incident.handle_due_at is not None and now < incident.handle_due_at:
            gathered.says += _warnings(standing, nudge, await _owners(session, standing.case))
    return True


def _warnings(standing: Standing, nudge: Nudge, users: Sequence[int | None]) -> list[Say]:
    args = {"what": nudge.what.value, "n": nudge.n, "until": ""}
    return to_all(standing.case, "nudge", viewer="worker", users=users, args=args, once_more=f":{nudge.key}")


async def _owners(session: AsyncSession, case: Case) -> Sequence[int | None]:
    """Whoever has it, else all on duty there."""
    if case.incident.claimed_by is not None:
        return [case.incident.claimed_by]
    return [holder.user_id for holder in await duty_holders(session, case.owner.id)]


async def _nudge(session: AsyncSession, incident_id: int, *, policy: Policy, now: datetime) -> None:
    """Say what is due to be said one by one. What one of them moves may make others idle."""
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return
    calendar = policy.calendar_at(case.owner.path)
    for _ in range(MOST_NUDGES):
        facts = await read_facts(session, case.incident)
        due = nudges_ahead(case.incident.plan, facts, calendar)[:1]
        if not due or due[0][0] > now:
            break
        await say_nudge(session, case, due[0][1], policy=policy, now=now)
    facts = await read_facts(session, case.incident)
    step, limit = moments_of(case.incident, facts, calendar)
    await note_moments(session, case.incident, next_step_at=step, handle_due_at=limit)
