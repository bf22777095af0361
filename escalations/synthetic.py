"""Incidents that could have been: arrivals by Poisson's law for each leaf and hour, and how long people take. Pure.

Shares and hours are defaults from judgement, not measured: an operator with records uses those instead.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from models.kinds import Urgency
from parsing.leaves import LEAVES

# Of a day's incidents, how many per hour of the local day: few at night, peaks in the morning and after work.
HOURS = (1, 1, 1, 1, 1, 2, 4, 8, 10, 10, 9, 7, 5, 6, 8, 8, 8, 9, 10, 9, 7, 5, 3, 2)
WEIGHT = {Urgency.EMERGENCY: 0.2, Urgency.URGENT: 1.0, Urgency.NORMAL: 2.0, Urgency.LOW: 1.5}
# Median minutes until somebody takes it, and how widely people differ (sigma of the logarithm).
TAKEN_AFTER = {Urgency.EMERGENCY: 3.0, Urgency.URGENT: 9.0, Urgency.NORMAL: 45.0, Urgency.LOW: 120.0}
TAKES_SIGMA, WORKS_SIGMA = 1.0, 0.9
FORGOTTEN = 0.04  # of all: nobody ever takes them by themselves
WORKS_SHARE = 0.45  # median working time as a part of the limit


@dataclass(frozen=True, slots=True)
class Course:
    """One incident as it would run if nobody was told anything: minutes from the first words; None: never."""

    leaf: str
    urgency: Urgency
    opened_at: datetime
    taken_after: timedelta | None
    work: float  # working time as a part of its limit; at least half an hour where there is no limit to speak of


def synthetic_courses(
    first: datetime, days: int, per_day: float, random: Random, zone: str = "Asia/Shanghai"
) -> list[Course]:
    """`days` local days from `first` on, in order of time; the same random source gives the same incidents."""
    weights = {slug: WEIGHT[Urgency(leaf.urgency)] for slug, leaf in LEAVES.items()}
    whole = sum(weights.values())
    made: list[Course] = []
    for hour in range(days * 24):
        begins = first + timedelta(hours=hour)
        share = HOURS[begins.astimezone(ZoneInfo(zone)).hour] / sum(HOURS)
        for slug, weight in weights.items():
            count = _poisson(per_day * share * weight / whole, random)
            moments = [begins + timedelta(seconds=random.uniform(0, 3600)) for _ in range(count)]
            made.extend(_course(slug, moment, random) for moment in moments)
    return sorted(made, key=lambda course: course.opened_at)


def _course(slug: str, opened_at: datetime, random: Random) -> Course:
    urgency = Urgency(LEAVES[slug].urgency)
    minutes = TAKEN_AFTER[urgency] * math.exp(random.gauss(0, TAKES_SIGMA))
    taken = None if random.random() < FORGOTTEN else timedelta(minutes=minutes)
    return Course(slug, urgency, opened_at.astimezone(UTC), taken, WORKS_SHARE * math.exp(random.gauss(0, WORKS_SIGMA)))


def _poisson(rate: float, random: Random) -> int:
    """How many of a rare thing happen in one hour."""
    limit, product, count = math.exp(-rate), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def recorded_courses(rows: Iterator[dict[str, str]]) -> list[Course]:
    """Courses from records: `leaf`, `opened_at`, and, where they happened, `claimed_at` and `resolved_at` (ISO moments).

    `work` is then absolute: hours, given as a negative number. ValueError names what is wrong with a row.
    """
    made = []
    for place, row in enumerate(rows, start=1):
        try:
            leaf = row["leaf"]
            urgency = Urgency(row.get("urgency") or LEAVES[leaf].urgency)
            opened = datetime.fromisoformat(row["opened_at"]).astimezone(UTC)
            claimed = datetime.fromisoformat(row["claimed_at"]) if row.get("claimed_at") else None
            ended = datetime.fromisoformat(row["resolved_at"]) if row.get("resolved_at") else None
        except (KeyError, ValueError, TypeError) as error:
            raise ValueError(f"row {place}: leaf and opened_at are needed, moments in ISO form ({error})") from error
        begun = claimed or ended
        hours = (ended - begun).total_seconds() / 3600 if ended is not None and begun is not None else math.inf
        made.append(Course(leaf, urgency, opened, begun - opened if begun else None, -hours))
    return sorted(made, key=lambda course: course.opened_at)
