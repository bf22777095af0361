"""How long each tier may hold an incident, when notices go, when people are left in peace. Pure.

The built-in policy stands in policy.toml beside this file; an operator's file is laid over it.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from models.kinds import Role, Urgency
from parsing.leaves import LEAVES
from pyramid.calendar import DAY_END, SHANGHAI, Calendar, Window
from pyramid.calendars import CalendarBook
from pyramid.durations import Duration
from pyramid.ladders import LeafLadder, Rung, When, give_way, read_climb, read_ladders
from pyramid.policy_tables import Complaint, Table
from pyramid.whom import Turn
from texts.render import line

__all__ = [
    "Hearing",
    "Ladder",
    "LeafLadder",
    "NoticeRules",
    "Policy",
    "Quiet",
    "Rung",
    "When",
    "built_in_policy",
    "read_policy",
]

_BUILT_IN = tomllib.loads((Path(__file__).parent / "policy.toml").read_text(encoding="utf-8"))
SHORTEST_DAY = 60  # minutes: below that a working day is a slip of the pen
_TABLES = ("urgency", "leaf", "ladder", "hearing", "notices", "quiet", "rota", "calendar")


class Hearing(StrEnum):
    """What residents' words in a micro-grid group open."""

    DRAFT = "draft"
    OPEN = "open"
    EMERGENCY_ONLY = "emergency_only"


@dataclass(frozen=True, slots=True)
class Ladder:
    """An urgency: until when somebody must have taken it, until when it must be done, and how it climbs.

    Besides the ladder: at which percents of the time the owner is warned, after how much silence past the limit the holder is
    asked whether it goes on, how long an answer, a check, and a ruling may take.
    """

    claim: Duration
    handle: Duration
    climb: tuple[Rung, ...]
    warn: tuple[int, ...]
    ask: Duration
    answer: Duration
    check: Duration
    rule: Duration


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """How a notice goes out."""

    approve_above: int  # more groups than this need a second person
    hold: timedelta
    canary: int  # groups that go first
    canary_wait: timedelta
    remind_after: timedelta


@dataclass(frozen=True, slots=True)
class Quiet:
    """When ordinary notices and prompts wait. Empty: never."""

    residents: tuple[Window, ...]
    staff: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole policy. `version` changes with every change of meaning."""

    urgencies: Mapping[Urgency, Ladder]
    leaves: Mapping[str, Duration]  # handling limits that beat the taxonomy's
    ladders: Mapping[str, LeafLadder]  # of leaves that climb a ladder of their own
    residents: Hearing
    notices: NoticeRules
    quiet: Quiet
    rota: Mapping[Role, Turn]  # roles whose holders take turns at being told of climbs
    calendar: Calendar
    version: str
    book: CalendarBook = field(compare=False)  # of units that have calendars of their own

    def calendar_at(self, path: str) -> Calendar:
        """The calendar of the unit with this path: its own, that of a unit above, or the policy's."""
        return self.book.at(path)


@cache
def built_in_policy(zone: str = SHANGHAI) -> Policy:
    """The policy of a house that names none."""
    policy = read_policy("", zone=zone)
    assert isinstance(policy, Policy)
    return policy


def read_policy(text: str, *, zone: str = SHANGHAI, language: str = "zh") -> Policy | list[str]:
    """The policy that a policy.toml makes of the built-in one, or what is wrong with it: sentences naming table and key."""
    try:
        own = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        return [line("policy_error.no_toml", language, value=error)]
    root = Table("", _laid_over(give_way(_BUILT_IN, own), own))
    root.only(_TABLES)
    policy = _read(root, zone)
    if root.complaints or policy is None:
        return [_sentence(complaint, language) for complaint in root.complaints]
    return policy


def _laid_over(ground: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are joined key by key; a value or a list replaces what was there."""
    joined = dict(ground)
    for key, value in own.items():
        below = joined.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        joined[key] = _laid_over(below, value) if both else value  # type: ignore[arg-type]
    return joined


def _sentence(complaint: Complaint, language: str) -> str:
    return line(
        f"policy_error.{complaint.what}",
        language,
        table=complaint.table,
        key=complaint.key,
        value=complaint.value,
        choices=complaint.choices,
    )


def _read(root: Table, zone: str) -> Policy | None:
    """None if anything is missing; then a complaint says what."""
    urgency, leaf = root.table("urgency"), root.table("leaf")
    urgency.only(Urgency)
    ladders = {each: _ladder(urgency.table(each)) for each in Urgency}
    leaves = {slug: _limit(leaf.table(slug), slug) for slug in leaf.entries}
    own_ladders = read_ladders(root.table("ladder"))
    hearing = root.table("hearing")
    hearing.only(["residents"])
    residents = hearing.word("residents", Hearing)
    notices = _notices(root.table("notices"))
    calendar = _calendar(root.table("calendar"), zone)
    turns = root.table("rota")
    turns.only(Role)
    rota = {Role(name): turns.word(name, Turn) for name in turns.entries if name in list(Role)}
    quiet = _quiet(root.table("quiet"), calendar)
    if residents is None or notices is None or quiet is None or calendar is None or root.complaints:
        return None
    content = json.dumps([root.entries, zone], sort_keys=True, default=str)
    return Policy(
        urgencies={each: ladder for each, ladder in ladders.items() if ladder},
        leaves={slug: limit for slug, limit in leaves.items() if limit},
        ladders=own_ladders,
        residents=residents,
        notices=notices,
        quiet=quiet,
        rota={role: turn for role, turn in rota.items() if turn},
        calendar=calendar,
        version=hashlib.sha256(content.encode()).hexdigest()[:10],
        book=CalendarBook(calendar),
    )


def _ladder(table: Table) -> Ladder | None:
    lengths = ("claim", "handle", "ask", "answer", "check", "rule")
    table.only([*lengths, "climb", "warn"])
    read = {name: length for name in lengths if (length := table.duration(name)) is not None}
    climb = read_climb(table)
    warn = table.percents("warn")
    return None if len(read) < len(lengths) or warn is None else Ladder(**read, climb=climb, warn=warn)


def _limit(table: Table, slug: str) -> Duration | None:
    table.only(["handle"])
    if slug not in LEAVES:
        table.complain("no_leaf", value=slug)
    return table.duration("handle")


def _notices(table: Table) -> NoticeRules | None:
    table.only(["approve_above", "hold", "canary", "canary_wait", "remind_after"])
    above, canary = table.number("approve_above"), table.number("canary")
    hold, wait = table.duration("hold", working=False), table.duration("canary_wait", working=False)
    remind = table.duration("remind_after", working=False)
    if above is None or canary is None or hold is None or wait is None or remind is None:
        return None
    return NoticeRules(above, hold.continuous, canary, wait.continuous, remind.continuous)


def _calendar(table: Table, zone: str) -> Calendar | None:
    table.only(["hours", "holidays", "workdays"])
    hours, holidays, workdays = table.windows("hours"), table.dates("holidays"), table.dates("workdays")
    if hours is None or holidays is None or workdays is None:
        return None
    ends = [minute for window in hours for minute in (window.start, window.end)]
    if ends != sorted(ends) or _minutes_covered(hours) < SHORTEST_DAY:
        table.complain("hours_in_disorder", "hours", ", ".join(map(str, hours)))
    return Calendar(hours, holidays, workdays, zone)


def _quiet(table: Table, calendar: Calendar | None) -> Quiet | None:
    table.only(["residents", "staff"])
    residents, staff = table.windows("residents"), table.windows("staff")
    if residents is None or staff is None or calendar is None:
        return None
    for key, windows in (("residents", residents), ("staff", staff)):
        if _minutes_covered(windows) == DAY_END:
            table.complain("always_quiet", key)
    return Quiet(residents, staff)


def _minutes_covered(windows: tuple[Window, ...]) -> int:
    covered: set[int] = set()
    for window in windows:
        end = window.end + (DAY_END if window.end <= window.start else 0)
        covered.update(minute % DAY_END for minute in range(window.start, end))
    return len(covered)
