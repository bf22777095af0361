"""What a policy would have done to a row of incidents: who is told what and when. Pure.

The ladder is the real one (incidents/plan.py). People are a model: being told makes the tier below hurry.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from escalations.quiet import ORDINARY
from escalations.synthetic import Course
from incidents.calls import Call, with_call
from incidents.nudges import What
from incidents.plan import Facts, due_at, freeze_plan, nudges_ahead, rung_at, rungs_of
from models.kinds import IncidentState, Tier, Urgency
from pyramid.ladders import OF_A_CALL, When
from pyramid.policy import Policy

ARRIVES_AFTER = timedelta(minutes=15)
HURRY_TAKE = 20.0  # mean minutes from being told until somebody takes it
HURRY_WORK = 0.3  # mean part of the limit from being told until it is done
SHORTEST_WORK = timedelta(minutes=30)
FIRST_LEVEL = (Tier.GRID, Tier.MICRO_GRID)
WARNED = "warn"


@dataclass(frozen=True, slots=True)
class Told:
    """One message: to which tier, about the incident with this number, and why. A warning goes to the owner in private."""

    at: datetime
    to: Tier
    number: int
    leaf: str
    urgency: Urgency
    why: str
    is_silent: bool = False  # an ordinary matter in quiet hours: it stands in the group and rings nowhere


@dataclass(slots=True)
class Outcome:
    """Everything that a policy made of the incidents."""

    incidents: int = 0
    first_level: int = 0  # done without a tier above the grid being told
    in_time: int = 0
    with_limit: int = 0
    told: list[Told] = field(default_factory=list)
    load: Counter[tuple[Tier, date]] = field(default_factory=Counter)  # messages per tier and local day

    def per_day(self, tier: Tier, days: int) -> tuple[float, int]:
        """(mean, most) messages that a tier is sent in a day."""
        counts = [count for (to, _), count in self.load.items() if to is tier]
        shown = max(days, len({day for _, day in self.load}), 1)  # what began on the last day goes on after it
        return sum(counts) / shown, max(counts, default=0)


def simulate(policy: Policy, courses: Sequence[Course], seed: int) -> Outcome:
    """The same courses, policy and seed give the same outcome. Each incident has its own luck, so policies can be compared."""
    outcome = Outcome(incidents=len(courses))
    for number, course in enumerate(courses, start=1):
        _run(policy, course, number, Random(f"{seed}:{number}"), outcome)  # noqa: S311 - a model, no secret
    outcome.told.sort(key=lambda told: (told.at, told.number))
    for told in outcome.told:
        outcome.load[told.to, policy.calendar.local_date(told.at)] += 1
    return outcome


def _run(policy: Policy, course: Course, number: int, luck: Random, outcome: Outcome) -> None:
    plan = freeze_plan(policy, course.leaf, course.urgency)
    since = course.opened_at
    due = due_at(plan, since, 0, policy.calendar)
    limit = max(due - since, SHORTEST_WORK)
    work = max(limit * course.work, timedelta(0)) if course.work >= 0 else _hours(-course.work)
    taken = since + course.taken_after if course.taken_after is not None else None
    done = taken + work if taken is not None and work is not None else None
    facts = Facts(IncidentState.REPORTED, since)
    warned = [moment for moment, nudge in nudges_ahead(plan, facts, policy.calendar) if nudge.what is What.WARN]
    above, called, fired = False, _Called(), set[int]()
    while True:
        ahead = [
            (moment, rung.n, rung)
            for rung in rungs_of(plan)
            if rung.n not in fired and (moment := rung_at(plan, rung, facts, policy.calendar)) is not None
        ]
        if not ahead:
            break
        moment, n, rung = min(ahead)
        fired.add(n)
        if (
            not called.holds(rung.when, moment)
            if rung.when in OF_A_CALL
            else not _holds(rung.when, moment, taken, done)
        ):
            continue
        if done is not None and done <= moment:
            continue
        morning = _quiet_until(policy, course.urgency, moment)
        outcome.told.append(
            Told(moment, rung.to.tier, number, course.leaf, course.urgency, rung.when, is_silent=morning is not None)
        )
        heard = morning or moment
        above = above or rung.to.tier not in FIRST_LEVEL
        if rung.to.is_post:
            plan = with_call(plan, Call(n, moment, rung.to, 0, ()))
            called = _Called.after(heard, luck)
        if taken is None or taken > moment:
            taken = _sooner(taken, heard + timedelta(minutes=luck.expovariate(1 / HURRY_TAKE)))
        hurried = max(heard, taken) + limit * luck.expovariate(1 / HURRY_WORK)
        done = _sooner(done, hurried)
    for moment in _warnings(policy, course, warned, due):
        if done is None or done > moment:
            outcome.told.append(Told(moment, Tier.GRID, number, course.leaf, course.urgency, WARNED))
    outcome.first_level += done is not None and not above
    if due > since:
        outcome.with_limit += 1
        outcome.in_time += done is not None and done <= due


def _warnings(policy: Policy, course: Course, planned: Sequence[datetime], due: datetime) -> list[datetime]:
    """What was held over night comes in the morning, the latest only, and not at all when its limit has passed by then."""
    said = {_quiet_until(policy, course.urgency, moment) or moment for moment in planned}
    return sorted(moment for moment in said if moment < due)


def _quiet_until(policy: Policy, urgency: Urgency, moment: datetime) -> datetime | None:
    """When staff hear of an ordinary matter that they are told of in quiet hours; None if at once."""
    return policy.calendar.quiet_until(moment, policy.quiet.staff) if urgency in ORDINARY else None


@dataclass(frozen=True, slots=True)
class _Called:
    """When those who were called last check in and come."""

    answers_at: datetime | None = None
    comes_at: datetime | None = None

    @classmethod
    def after(cls, moment: datetime, luck: Random) -> "_Called":
        """As quickly as people take a matter when they are told."""
        answers = moment + timedelta(minutes=luck.expovariate(1 / HURRY_TAKE))
        return cls(answers, answers + timedelta(minutes=luck.expovariate(1 / HURRY_TAKE)))

    def holds(self, when: str, moment: datetime) -> bool:
        """Whether the ladder still waits for them."""
        until = self.comes_at if when == When.ABSENT else self.answers_at
        return until is not None and until > moment


def _holds(when: str, moment: datetime, taken: datetime | None, done: datetime | None) -> bool:
    if done is not None and done <= moment:
        return False
    if when == "unclaimed":
        return taken is None or taken > moment
    if when == "not_on_site":
        return taken is None or taken + ARRIVES_AFTER > moment
    return True


def _sooner(known: datetime | None, other: datetime) -> datetime:
    return other if known is None else min(known, other)


def _hours(hours: float) -> timedelta | None:
    return None if math.isinf(hours) else timedelta(hours=hours)
