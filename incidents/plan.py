"""The frozen plan of an incident: its limits and its ladder as they stood on its first day. Pure.

The plan is kept as JSON in the incident's row:

    {"policy": "3f2a…", "claim": "15m", "handle": "2h", "limit_from": "policy" | "taxonomy" | "urgency",
     "rungs": [[0, "15m", "unclaimed", "community"], …],    number, after, when, to
     "warn": [50, 80], "ask": "1h", "answer": "1h", "check": "4h", "rule": "4h",    see incidents/nudges.py
     "ladder": "whistle",                                   only where the leaf has one of its own
     "calls": {…}, "early": {…},                            posts that were called: see incidents/calls.py
     "since": "2026-…"}                                     only after a reopening: where its clocks began anew

`claim`, `handle` and `after` run from the first words. Durations stay durations: a working-clock moment that has not come
yet follows the calendar of the day on which it is computed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incidents.calls import EARLY, call_before, holds
from incidents.lifecycle import DRAFT_LIVES
from incidents.limits import limit_of
from incidents.nudges import Nudge, Stand, nudges, paused
from models.kinds import OPEN_STATES, IncidentState, Urgency
from pyramid.calendar import Calendar
from pyramid.durations import parse_after, parse_duration
from pyramid.ladders import OF_A_CALL
from pyramid.policy import Policy
from pyramid.whom import Whom, parse_whom

Plan = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder. `after`, `when` and `to` as in the policy file."""

    n: int
    after: str
    when: str
    to: Whom


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides which rungs may still be climbed. `since` is where the clocks of this cycle began."""

    state: IncidentState
    since: datetime
    is_claimed: bool = False
    is_on_site: bool = False
    extensions: int = 0
    fired: frozenset[int] = frozenset()
    claimed_at: datetime | None = None
    resolved_at: datetime | None = None


def freeze_plan(policy: Policy, leaf: str, urgency: Urgency, condition: str | None = None) -> dict[str, Any]:
    """The plan that an incident of this leaf and urgency gets today: policy beats taxonomy beats urgency.

    A leaf's own ladder stands in the place of its urgency's, at the urgencies it is for; an emergency climbs both.
    """
    handle, source = _limit(policy, leaf, urgency, condition)
    step = policy.urgencies[urgency]
    own = policy.ladders.get(leaf)
    own = own if own is not None and urgency in own.urgencies else None
    climb = step.climb if own is None else (*step.climb, *own.climb) if urgency is Urgency.EMERGENCY else own.climb
    return {
        "policy": policy.version,
        "claim": str(step.claim),
        "handle": handle,
        "limit_from": source,
        "rungs": [[n, str(rung.after), str(rung.when), str(rung.to)] for n, rung in enumerate(climb)],
        **({"ladder": own.name} if own is not None else {}),
        "warn": list(step.warn),
        "ask": str(step.ask),
        "answer": str(step.answer),
        "check": str(step.check),
        "rule": str(step.rule),
    }


def _limit(policy: Policy, leaf: str, urgency: Urgency, condition: str | None) -> tuple[str, str]:
    own = policy.leaves.get(leaf)
    if own is not None:
        return str(own), "policy"
    usual = limit_of(leaf, condition)
    if usual is not None:
        return usual, "taxonomy"
    return str(policy.urgencies[urgency].handle), "urgency"


def freeze_again(old: Plan, new: Plan, fired: Collection[int]) -> dict[str, Any]:
    """The plan after leaf or urgency were corrected: what was climbed stays, nobody is told the same twice."""
    climbed = [rung for rung in old["rungs"] if rung[0] in fired]
    told = {(when, to) for _, _, when, to in climbed}
    first = max((rung[0] for rung in old["rungs"]), default=-1) + 1
    ahead = [rung for rung in new["rungs"] if (rung[2], rung[3]) not in told]
    rungs = climbed + [[first + n, *rung[1:]] for n, rung in enumerate(ahead)]
    kept = {key: value for key, value in old.items() if key not in {*new, "ladder"}}
    return {**kept, **new, "rungs": rungs}


def rungs_of(plan: Plan) -> list[Rung]:
    """The ladder, in the order of the policy."""
    return [Rung(n, after, when, parse_whom(to)) for n, after, when, to in plan["rungs"]]


def since_of(plan: Plan, opened_at: datetime) -> datetime:
    """Where the clocks of this cycle began: the first words, or the reopening."""
    since = plan.get("since")
    return datetime.fromisoformat(since) if since else opened_at


def due_at(plan: Plan, since: datetime, extensions: int, calendar: Calendar) -> datetime:
    """The handling limit: one period after the first words, and one more for each extension granted."""
    period = parse_duration(plan["handle"])
    due = since
    for _ in range(1 + extensions):
        due = calendar.after(due, period)
    return paused(plan, due, calendar) if "pauses" in plan else due


def rung_at(plan: Plan, rung: Rung, facts: Facts, calendar: Calendar) -> datetime | None:
    """The moment of a rung by today's calendar; None if it counts from a call that was not made yet."""
    if str(rung.n) in plan.get(EARLY, {}):
        return datetime.fromisoformat(plan[EARLY][str(rung.n)])
    after = parse_after(rung.after)
    start = facts.since
    if after.is_from_call:
        call = call_before(plan, rung.n)
        if call is None:
            return None
        start = call.at
    elif after.is_from_due:
        start = due_at(plan, facts.since, facts.extensions, calendar)
    return calendar.after(start, after.length)


def _is_awaited(plan: Plan, rung: Rung) -> bool:
    """Of a rung that watches for an answer: whether the call was made and the answer has not come."""
    return rung.when not in OF_A_CALL or holds(rung.when, call_before(plan, rung.n))


def applies(rung: Rung, facts: Facts) -> bool:
    """Whether what the rung watches for is the case. Only an open, unfinished incident climbs."""
    if facts.state not in OPEN_STATES or facts.state is IncidentState.PENDING_CHECK:
        return False
    if rung.when == "unclaimed":
        return not facts.is_claimed
    if rung.when == "not_on_site":
        return not (facts.is_claimed and facts.is_on_site)
    return True


def ahead(plan: Plan, facts: Facts, calendar: Calendar) -> list[tuple[datetime, Rung]]:
    """The rungs that will be climbed if nobody does anything, earliest first; passed ones are due at once."""
    found = []
    for rung in rungs_of(plan):
        if rung.n not in facts.fired and applies(rung, facts) and _is_awaited(plan, rung):
            moment = rung_at(plan, rung, facts, calendar)
            if moment is not None:
                found.append((moment, rung))
    return sorted(found, key=lambda pair: (pair[0], pair[1].n))


def next_step(plan: Plan, facts: Facts, calendar: Calendar) -> datetime | None:
    """When the clock must look at the incident again; None when nothing can be due as things stand."""
    if facts.state is IncidentState.DRAFT:
        return facts.since + DRAFT_LIVES
    steps = [moment for moment, _ in (*ahead(plan, facts, calendar), *nudges_ahead(plan, facts, calendar))]
    return min(steps, default=None)


def nudges_ahead(plan: Plan, facts: Facts, calendar: Calendar) -> list[tuple[datetime, Nudge]]:
    """What people will be reminded of if nobody does anything, earliest first."""
    due = due_at(plan, facts.since, facts.extensions, calendar)
    before = due_at(plan, facts.since, facts.extensions - 1, calendar) if facts.extensions else facts.since
    return nudges(plan, Stand(facts.state, before, due, facts.claimed_at, facts.resolved_at), calendar)
