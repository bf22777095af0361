"""Pure. One move of a notice: state, version, next step and a line of its history change together."""

from datetime import datetime
from typing import Any

from broadcasts.lifecycle import may_become
from broadcasts.plan import Plan
from models.broadcasts import Notice
from models.kinds import NoticeState


def move(
    notice: Notice,
    after: NoticeState,
    *,
    at: datetime,
    by: int | None = None,
    what: str | None = None,
    next_step_at: datetime | None = None,
    **changes: Any,
) -> None:
    """Move `notice` and note `what` happened (the new state's word if nothing better); `changes` go into its plan.

    ValueError for a move that the lifecycle does not know: the caller has to ask first.
    """
    if not may_become(notice.state, after):
        raise ValueError(f"a notice that is {notice.state} cannot become {after}")
    notice.state = after
    notice.version += 1
    notice.next_step_at = next_step_at
    note(notice, what or after.value, at=at, by=by, **changes)


def note(notice: Notice, what: str, *, at: datetime, by: int | None = None, **changes: Any) -> None:
    """Write a line into the history, and `changes` into the plan, without a move."""
    notice.plan = Plan.read(notice.plan).noting(what, at=at, by=by, **changes).as_json()
