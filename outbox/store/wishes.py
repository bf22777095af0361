"""Wishes: rows are written, wanted anew, withdrawn, parked and let go on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import CursorResult, Select, bindparam, case, func, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.at_hand import find_all
from models.kinds import GroupState, OutgoingState
from models.outbox import Outgoing
from models.pyramid import Acquaintance, Group, Unit
from models.shelves import SERVICE, WRITABLE
from outbox.turns import Turns, street_of, turn_at

if TYPE_CHECKING:
    from outbox.enqueue import Say

WAITING = (OutgoingState.PENDING, OutgoingState.RETRY_AT)
FLYING = (OutgoingState.CLAIMED, OutgoingState.SENDING)


def _count(result: Any) -> int:
    return cast("CursorResult[Any]", result).rowcount


WISHES = {
    "postgresql": pg_insert(Outgoing.__table__).on_conflict_do_nothing(index_elements=["key"]),  # type: ignore[arg-type]
    "sqlite": sqlite_insert(Outgoing.__table__).on_conflict_do_nothing(index_elements=["key"]),  # type: ignore[arg-type]
}


async def add_rows(session: AsyncSession, says: Sequence["Say"], *, turns: Turns, now: datetime) -> int:
    """Insert a row per wish, each at its place in the line of its street; wishes with a known key, and those to people no bot may write to, are left out."""
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
    if not rows:
        return 0
    # The statement is one and the same each time, so that it is compiled once; rows travel as its parameters.
    wish = WISHES[session.get_bind().dialect.name]
    connection = await session.connection()
    return _count(await connection.execute(wish, rows, execution_options={"preserve_rowcount": True}))


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


_IS_SHOWN = Outgoing.state == OutgoingState.SENT
_NEWER = (
    update(Outgoing.__table__)  # type: ignore[arg-type]
    .where(
        Outgoing.kind.in_(bindparam("kinds", expanding=True)),
        Outgoing.subject_id.in_(bindparam("subjects", expanding=True)),
        Outgoing.state.in_((*WAITING, *FLYING, OutgoingState.SENT)),
    )
    .values(
        wanted=Outgoing.wanted + 1,
        state=case((_IS_SHOWN, OutgoingState.PENDING), else_=Outgoing.state),
        not_before=case((_IS_SHOWN, bindparam("due", type_=Outgoing.not_before.type)), else_=Outgoing.not_before),
        attempts=case((_IS_SHOWN, 0), else_=Outgoing.attempts),
    )
)


async def want_newer(
    session: AsyncSession, kinds: Collection[str], subject_ids: Collection[int], settle: timedelta
) -> int:
    """Raise `wanted`; what is already shown becomes due after `settle`, what is on its way follows after its answer."""
    these = {
        "kinds": list(kinds),
        "subjects": list(subject_ids),
        "due": session.info["machine_now"] + settle,
    }
    return _count(await session.execute(_NEWER, these, execution_options={"synchronize_session": False}))


async def lay_args(session: AsyncSession, row_id: int, args: Mapping[str, Any]) -> bool:
    """Change the args of one row that stands in a chat and want it made again."""
    row = await session.get(Outgoing, row_id, with_for_update=True, populate_existing=True)
    if row is None or row.message_id is None:
        return False
    row.args = {**row.args, **args}
    row.wanted += 1
    if row.state is OutgoingState.SENT:
        row.state, row.attempts, row.not_before = OutgoingState.PENDING, 0, session.info["machine_now"]
    await session.flush()
    return True


async def drop_unsent(session: AsyncSession, kinds: Collection[str], subject_id: int, reason: str) -> int:
    """Rows that never left are dropped; a shown card that only waited for an edit stays as it is."""
    result = await session.execute(
        update(Outgoing)
        .where(
            Outgoing.kind.in_(kinds),
            Outgoing.subject_id == subject_id,
            Outgoing.state.in_((*WAITING, OutgoingState.PARKED, OutgoingState.CLAIMED)),
            Outgoing.shown == 0,
        )
        .values(state=OutgoingState.DROPPED, trouble=reason)
        .execution_options(synchronize_session=False),
    )
    return _count(result)


async def park_group(session: AsyncSession, group_id: int, reason: str) -> int:
    """Nothing can be said there for now; it waits."""
    result = await session.execute(
        update(Outgoing)
        .where(Outgoing.group_id == group_id, Outgoing.state.in_(WAITING))
        .values(state=OutgoingState.PARKED, trouble=reason)
        .execution_options(synchronize_session=False),
    )
    return _count(result)


async def unpark_group(session: AsyncSession, group_id: int, bot_id: int) -> int:
    """Waiting rows of a group leave by this bot from now on."""
    result = await session.execute(
        update(Outgoing)
        .where(Outgoing.group_id == group_id, Outgoing.state.in_((*WAITING, OutgoingState.PARKED)))
        .values(state=OutgoingState.PENDING, bot_id=bot_id, not_before=session.info["machine_now"], attempts=0)
        .execution_options(synchronize_session=False),
    )
    return _count(result)


async def repost_group(session: AsyncSession, group_id: int, kinds: Collection[str]) -> int:
    """Cards of these kinds are sent anew into the chat that the group has now."""
    result = await session.execute(
        update(Outgoing)
        .where(Outgoing.group_id == group_id, Outgoing.kind.in_(kinds), Outgoing.state == OutgoingState.SENT)
        .values(state=OutgoingState.PENDING, wanted=Outgoing.wanted + 1, not_before=session.info["machine_now"])
        .execution_options(synchronize_session=False),
    )
    return _count(result)


async def unpark_person(session: AsyncSession, user_id: int, bot_id: int) -> int:
    """The same for a person."""
    result = await session.execute(
        update(Outgoing)
        .where(Outgoing.user_id == user_id, Outgoing.state == OutgoingState.PARKED)
        .values(state=OutgoingState.PENDING, bot_id=bot_id, not_before=session.info["machine_now"], attempts=0)
        .execution_options(synchronize_session=False),
    )
    return _count(result)


async def park_person(session: AsyncSession, user_id: int, bot_id: int, *, now: datetime) -> None:
    """They blocked the bot: remember it and let what waits wait."""
    await session.execute(
        update(Acquaintance)
        .where(Acquaintance.user_id == user_id, Acquaintance.bot_id == bot_id, Acquaintance.blocked_at.is_(None))
        .values(blocked_at=now),
    )
    await session.execute(
        update(Outgoing)
        .where(Outgoing.user_id == user_id, Outgoing.bot_id == bot_id, Outgoing.state.in_(WAITING))
        .values(state=OutgoingState.PARKED, trouble="blocked")
        .execution_options(synchronize_session=False),
    )


async def give_bot(session: AsyncSession) -> int:
    """Set the bot of rows that have none and whose group has one by now."""
    served = select(Group.bot_id).where(Group.id == Outgoing.group_id).scalar_subquery()
    result = await session.execute(
        update(Outgoing)
        .where(Outgoing.bot_id.is_(None), Outgoing.group_id.is_not(None), served.is_not(None))
        .values(bot_id=served)
        .execution_options(synchronize_session=False),
    )
    return _count(result)
