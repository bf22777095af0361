"""New rows: who says it, where, and at which place in the line."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import CursorResult, Select, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.at_hand import UNKNOWN, find, find_all, lay
from models.kinds import GroupState, OutgoingState
from models.outbox import Outgoing
from models.pyramid import Acquaintance, Group, Unit
from models.set_down import set_down
from models.shelves import SAID, SERVICE, WRITABLE
from outbox.turns import Turns, street_of, turn_at

if TYPE_CHECKING:
    from outbox.enqueue import Say

WISHES = {
    "postgresql": pg_insert(Outgoing.__table__).on_conflict_do_nothing(index_elements=["key"]),  # type: ignore[arg-type]
    "sqlite": sqlite_insert(Outgoing.__table__).on_conflict_do_nothing(index_elements=["key"]),  # type: ignore[arg-type]
}


async def add_rows(session: AsyncSession, says: Sequence["Say"], *, turns: Turns, now: datetime) -> int:
    """Insert a row per wish; wishes with a known key, and those to people no bot may write to, are left out."""
    rows = await _rows(session, says, turns=turns, now=now)
    if not rows:
        return 0
    # The statement is one and the same each time, so that it is compiled once; rows travel as its parameters.
    wish = WISHES[session.get_bind().dialect.name]
    connection = await session.connection()
    result = await connection.execute(wish, rows, execution_options={"preserve_rowcount": True})
    return cast("CursorResult[Any]", result).rowcount


async def set_rows_down(session: AsyncSession, says: Sequence["Say"], *, turns: Turns, now: datetime) -> int:
    """The same, with others of a batch if it has one; returns how many there are at most."""
    new = [say for say in says if find(session, SAID, say.key) is UNKNOWN]
    rows = await _rows(session, new, turns=turns, now=now)
    if rows:
        await set_down(session, WISHES[session.get_bind().dialect.name], rows)
        for row in rows:
            if row["key"] is not None:
                lay(session, SAID, row["key"], answer=True)
    return len(rows)


async def _rows(session: AsyncSession, says: Sequence["Say"], *, turns: Turns, now: datetime) -> list[dict[str, Any]]:
    """Each at its place in the line of its street."""
    people = {say.user_id for say in says if say.user_id is not None}
    bots = await bots_of_people(session, people) if people else {}
    groups = {say.group_id for say in says if say.group_id is not None}
    served = await _groups(session, groups) if groups else {}
    machine_now: datetime = session.info["machine_now"]
    now_ms = turn_at(machine_now)
    rows: list[dict[str, Any]] = []
    for say in says:
        state, street = OutgoingState.PENDING, ""
        if say.user_id is not None:
            bot_id = bots.get(say.user_id)
            if bot_id is None:
                continue
        elif say.group_id in served:
            bot_id, group_state, street = served[say.group_id]
            state = OutgoingState.PARKED if group_state is GroupState.AWAY else state
        else:
            continue
        rows.append(
            {
                "bot_id": bot_id,
                "group_id": say.group_id,
                "user_id": say.user_id,
                "kind": say.kind,
                "subject_id": say.subject_id,
                "viewer": say.viewer,
                "args": dict(say.args),
                "priority": say.priority,
                "turn": turns.take((bot_id, say.priority, street or say.user_id), now_ms),
                "repeat": say.repeat,
                "key": say.key,
                "reply_to": say.reply_to,
                "state": state,
                "not_before": machine_now + say.settle,
                "expires_at": say.expires_at,
                "caused_at": now,
                "offered": [],
            },
        )
    return rows


_WRITABLE: Select[int, int] = (
    select(Acquaintance.user_id, func.min(Acquaintance.bot_id))
    .where(Acquaintance.user_id.in_(bindparam("users", expanding=True)), Acquaintance.blocked_at.is_(None))
    .group_by(Acquaintance.user_id)
)


async def bots_of_people(session: AsyncSession, user_ids: Collection[int]) -> dict[int, int]:
    """Which bot may write to each of these people."""

    async def ask(missing: Collection[int]) -> dict[int, int]:
        found = await session.execute(_WRITABLE, {"users": list(missing)})
        return {user_id: bot_id for user_id, bot_id in found}  # noqa: C416 - rows are no pairs to the type checker

    return await find_all(session, WRITABLE, user_ids, ask)


Service = tuple[int | None, GroupState, str]
_SERVICE: Select[int, int | None, GroupState, str | None] = (
    select(Group.id, Group.bot_id, Group.state, Unit.path)
    .outerjoin(Unit, Unit.id == Group.unit_id)
    .where(Group.id.in_(bindparam("groups", expanding=True)))
)


async def _groups(session: AsyncSession, group_ids: Collection[int]) -> dict[int, Service]:
    """Group → (bot, state, street)."""

    async def ask(missing: Collection[int]) -> dict[int, Service]:
        found = await session.execute(_SERVICE, {"groups": list(missing)})
        return {group_id: (bot_id, state, street_of(path or "")) for group_id, bot_id, state, path in found}

    return await find_all(session, SERVICE, group_ids, ask)
