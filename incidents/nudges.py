"""What is remembered to people besides the ladder, and when. Pure.

The owner is warned in private before the limit; who took a matter and fell silent past the limit is asked whether it goes on,
and loses it without an answer; a check that nobody does is remembered and goes up; so does a ruling that is owed; what was
put off comes back. Each happens once: its key is kept in the plan, with the moment it was said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from models.kinds import IncidentState
from pyramid.calendar import Calendar
from pyramid.durations import Duration, parse_duration

SAID = "nudged"  # in the plan: key of a nudge → when it was said
ALIVE = "alive"  # in the plan: the last sign of life of whoever has it
PUT_OFF = "put_off"  # in the plan: {"from", "until", "by"} while it is put off
RULING = "ruling"  # in the plan: {"asked", "unit"} while a ruling is owed
OF_ONE_CYCLE = frozenset(
    {SAID, ALIVE, PUT_OFF, RULING, "pauses", "calls", "early"}
)  # a reopened matter begins without these
CHECK_TIERS = 3  # how far up an undone check goes: community, street, head office
YELLOW_FROM = 80  # percent of the time: from here on the mark is yellow

_UNFINISHED = frozenset(
    {
        IncidentState.REPORTED,
        IncidentState.HANDLING,
        IncidentState.RETURN_REQUESTED,
        IncidentState.EXTENSION_REQUESTED,
        IncidentState.SUSPEND_REQUESTED,
    },
)


class What(StrEnum):
    """What is said."""

    WARN = "warn"  # so much of the time has passed
    RED = "red"  # the limit has passed: the cards show it
    STILL = "still"  # 还在处理吗?
    UNCLAIM = "unclaim"  # no answer came
    CHECK = "check"  # somebody waits for the check
    CHECK_UP = "check_up"  # … and now the next tier is asked
    RULE_UP = "rule_up"  # the ruling that was owed goes one tier up
    RESUME = "resume"  # what was put off comes back


@dataclass(frozen=True, slots=True)
class Nudge:
    """One of them. `n` tells apart those of one kind: percent of the time, or how many tiers up."""

    what: What
    key: str
    n: int = 0


@dataclass(frozen=True, slots=True)
class Stand:
    """How an incident stands, as far as nudges depend on it. `due` is its limit, `before` that of the last period."""

    state: IncidentState
    before: datetime
    due: datetime
    claimed_at: datetime | None = None
    resolved_at: datetime | None = None


def nudges(plan: Mapping[str, Any], stand: Stand, calendar: Calendar) -> list[tuple[datetime, Nudge]]:
    """Those that were not said yet, earliest first. A plan that was frozen before there were any has none."""
    said = plan.get(SAID, {})
    found = [(moment, nudge) for moment, nudge in _all(plan, stand, calendar, said) if nudge.key not in said]
    return sorted(found, key=lambda pair: (pair[0], pair[1].key))


def is_yellow(plan: Mapping[str, Any]) -> bool:
    """Whether the owner was warned that little time is left. A new period begins without a mark."""
    return any(key.startswith(f"{What.WARN}:{YELLOW_FROM}:") for key in plan.get(SAID, {}))


def is_outrun(plan: Mapping[str, Any], percent: int) -> bool:
    """Whether the owner has since been due a later warning than this one: held back over night, it would tell old news."""
    said = (key.split(":") for key in plan.get(SAID, {}))
    warned = [(int(base), int(n)) for what, n, base in said if what == What.WARN]
    return bool(warned) and max(warned)[1] > percent


def _all(
    plan: Mapping[str, Any], stand: Stand, calendar: Calendar, said: Mapping[str, str]
) -> Iterator[tuple[datetime, Nudge]]:
    if PUT_OFF in plan and stand.state is IncidentState.SUSPENDED:
        until = datetime.fromisoformat(plan[PUT_OFF]["until"])
        yield until, Nudge(What.RESUME, _key(What.RESUME, 0, until))
    if "ask" not in plan:
        return
    if stand.state in _UNFINISHED:
        yield from _warnings(plan, stand, calendar)
        yield from _ruling(plan, calendar)
    if stand.state is IncidentState.HANDLING and stand.claimed_at is not None:
        yield from _silence(plan, stand, stand.claimed_at, calendar, said)
    if stand.state is IncidentState.PENDING_CHECK and stand.resolved_at is not None:
        yield from _check(plan, stand.resolved_at, calendar)


def _warnings(plan: Mapping[str, Any], stand: Stand, calendar: Calendar) -> Iterator[tuple[datetime, Nudge]]:
    if stand.due <= stand.before:
        return  # at once: there is no time of which a part could pass
    is_working = parse_duration(plan["handle"]).is_working
    for percent in plan["warn"]:
        if is_working:
            part = calendar.working_between(stand.before, stand.due) * percent / 100
            moment = calendar.add_working(stand.before, part)
        else:
            moment = stand.before + (stand.due - stand.before) * percent / 100
        yield moment, Nudge(What.WARN, _key(What.WARN, percent, stand.due), percent)
    yield stand.due, Nudge(What.RED, _key(What.RED, 0, stand.due))


def _silence(
    plan: Mapping[str, Any], stand: Stand, claimed_at: datetime, calendar: Calendar, said: Mapping[str, str]
) -> Iterator[tuple[datetime, Nudge]]:
    """Never before the limit: until then whoever took it has been given the time."""
    alive = max(claimed_at, datetime.fromisoformat(plan[ALIVE])) if ALIVE in plan else claimed_at
    asked = Nudge(What.STILL, _key(What.STILL, 0, alive))
    yield max(stand.due, calendar.after(alive, _length(plan, "ask"))), asked
    if asked.key in said:
        lost = calendar.after(datetime.fromisoformat(said[asked.key]), _length(plan, "answer"))
        yield lost, Nudge(What.UNCLAIM, _key(What.UNCLAIM, 0, alive))


def _check(plan: Mapping[str, Any], since: datetime, calendar: Calendar) -> Iterator[tuple[datetime, Nudge]]:
    moment, length = since, _length(plan, "check")
    for n in range(1 + CHECK_TIERS):
        moment = calendar.after(moment, length)
        what = What.CHECK_UP if n else What.CHECK
        yield moment, Nudge(what, _key(what, n, since), n)


def _ruling(plan: Mapping[str, Any], calendar: Calendar) -> Iterator[tuple[datetime, Nudge]]:
    if RULING not in plan:
        return
    asked = datetime.fromisoformat(plan[RULING]["asked"])
    yield calendar.after(asked, _length(plan, "rule")), Nudge(What.RULE_UP, _key(What.RULE_UP, 0, asked))


def _length(plan: Mapping[str, Any], name: str) -> Duration:
    return parse_duration(plan[name])


def _key(what: What, n: int, base: datetime) -> str:
    return f"{what}:{n}:{int(base.timestamp())}"


def paused(plan: Mapping[str, Any], due: datetime, calendar: Calendar) -> datetime:
    """The limit after the times in which it was put off: they do not count, on the clock of this limit."""
    is_working = parse_duration(plan["handle"]).is_working
    for begun, ended in plan.get("pauses", ()):
        first, last = datetime.fromisoformat(begun), datetime.fromisoformat(ended)
        if is_working:
            due = calendar.add_working(due, calendar.working_between(first, last))
        else:
            due += max(last - first, timedelta(0))
    return due
