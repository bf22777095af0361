"""Something shall be said: a row, written in the same transaction as what it tells of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import Priority, Repeat
from outbox.store import new_rows
from outbox.turns import Turns


@dataclass(frozen=True, slots=True)
class Say:
    """A wish to say `kind` about `subject_id` in a group or to a person; exactly one of `group_id`, `user_id` is set.

    `key` makes it said once: a second wish with the same key is not written. `settle` waits before the first sending, for
    parts that are still arriving; `expires_at` is business time.
    """

    kind: str
    subject_id: int | None = None
    group_id: int | None = None
    user_id: int | None = None
    viewer: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    priority: int = Priority.PROMPT
    repeat: Repeat = Repeat.AGAIN
    key: str | None = None
    reply_to: int | None = None
    settle: timedelta = timedelta(0)
    expires_at: datetime | None = None


async def enqueue(session: AsyncSession, says: Sequence[Say], *, now: datetime, is_counted: bool = True) -> int:
    """Write the rows; returns how many were new. A person who never pressed Start with a bot gets none.

    `is_counted` False: nobody asks how many were new, so a batch may write them with its others.
    """
    write = new_rows.add_rows if is_counted else new_rows.set_rows_down
    written = await write(session, says, turns=session.info.get("turns") or Turns(), now=now)
    if written:
        session.info["outbox_grew"] = True
    return written
