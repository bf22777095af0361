"""Calls: a rung of a ladder asked the holders of a post to check in (报到) and to come (到场). Pure; kept in the plan.

"calls": {"2": {"at": "2026-…", "to": "department@street", "unit": 7, "users": [31, 32],
                "in_by": "2026-…", "there_by": "2026-…",       until when, where the ladder says so
                "in": ["2026-…", 31], "there": ["2026-…", 31]}}  when, and who was first
"early": {"2": "2026-…"}                                       a call that somebody made by hand before its time
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyramid.durations import parse_after
from pyramid.ladders import When
from pyramid.whom import Whom, parse_whom

CALLS, EARLY = "calls", "early"
Plan = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it stands. `unit_id` is where the post is; `in_by` and `there_by` are None where nobody waits for it."""

    rung: int
    at: datetime
    to: Whom
    unit_id: int
    users: tuple[int, ...]
    in_by: datetime | None = None
    there_by: datetime | None = None
    checked_in_at: datetime | None = None
    came_at: datetime | None = None


def calls_of(plan: Plan) -> list[Call]:
    """Those that were made in this cycle, oldest first."""
    return [
        Call(
            rung=int(key),
            at=datetime.fromisoformat(kept["at"]),
            to=parse_whom(kept["to"]),
            unit_id=kept["unit"],
            users=tuple(kept["users"]),
            in_by=_moment(kept.get("in_by")),
            there_by=_moment(kept.get("there_by")),
            checked_in_at=_moment((kept.get("in") or [None])[0]),
            came_at=_moment((kept.get("there") or [None])[0]),
        )
        for key, kept in plan.get(CALLS, {}).items()
    ]


def called(plan: Plan) -> frozenset[int]:
    """The user ids of everybody who was called."""
    return frozenset(user for kept in plan.get(CALLS, {}).values() for user in kept["users"])


def call_before(plan: Plan, n: int) -> Call | None:
    """The call that rung `n` waits for: that of the last rung before it that calls a post; None while it was not made."""
    caller = None
    for rung in plan["rungs"]:
        if rung[0] == n:
            break
        if parse_whom(rung[3]).is_post:
            caller = rung[0]
    return next((call for call in calls_of(plan) if call.rung == caller), None)


def holds(when: str, call: Call | None) -> bool:
    """Whether nobody has checked in, or come, since the call."""
    if call is None:
        return False
    return call.came_at is None and (when == When.ABSENT or call.checked_in_at is None)


def waits_for(plan: Plan, n: int, when: When) -> str | None:
    """After which time the ladder misses an answer to the call of rung `n`, as "call+30m"; None if it never does."""
    is_after = False
    for number, after, why, to in plan["rungs"]:
        if is_after and why == when and parse_after(after).is_from_call:
            return str(after)
        if is_after and parse_whom(to).is_post:
            return None  # from here on the next call is waited for
        is_after = is_after or number == n
    return None


def with_call(plan: Plan, call: Call) -> dict[str, Any]:
    """The plan with one more call; whoever is called may see it, and so stands on its list of names."""
    kept = {
        "at": call.at.isoformat(),
        "to": str(call.to),
        "unit": call.unit_id,
        "users": list(call.users),
        **({"in_by": call.in_by.isoformat()} if call.in_by else {}),
        **({"there_by": call.there_by.isoformat()} if call.there_by else {}),
    }
    named = sorted({*plan.get("named", ()), *call.users})
    return {**plan, CALLS: {**plan.get(CALLS, {}), str(call.rung): kept}, "named": named}


def with_answer(plan: Plan, user_id: int, at: datetime, *, is_there: bool) -> dict[str, Any] | None:
    """The plan after somebody checked in or came, for every call they were part of; None if all of it was known before."""
    calls, is_new = dict(plan.get(CALLS, {})), False
    for key, kept in calls.items():
        if user_id not in kept["users"]:
            continue
        steps = [step for step in (["in", "there"] if is_there else ["in"]) if step not in kept]
        is_new = is_new or bool(steps)
        calls[key] = {**kept, **{step: [at.isoformat(), user_id] for step in steps}}
    return {**plan, CALLS: calls} if is_new else None


def next_call(rungs: Sequence[Sequence[Any]], fired: Collection[int], plan: Plan) -> int | None:
    """The rung whose call somebody may make by hand before its time."""
    ahead = [n for n, _, _, to in rungs if n not in fired and parse_whom(to).is_post]
    return ahead[0] if ahead and str(ahead[0]) not in plan.get(EARLY, {}) else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
