"""Wishes: rows are wanted anew, withdrawn, parked and let go on."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Update, bindparam, case, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from models.outbox import Outgoing
from models.pyramid import Acquaintance, Group
from models.set_down import set_down_once

WAITING = (OutgoingState.PENDING, OutgoingState.RETRY_AT)
FLYING = (OutgoingState.CLAIMED, OutgoingState.SENDING)


def _count(result: Any) -> int:
    return cast("CursorResult[Any]", result).rowcount


_IS_SHOWN = Outgoing.state == OutgoingState.SENT
_IS_ALIVE = or_(*(Outgoing.state == each for each in (*WAITING, *FLYING, OutgoingState.SENT)))  # IN takes no many rows


def _newer(*which: ColumnElement[bool]) -> Update:
    return (
        update(Outgoing.__table__)  # type: ignore[arg-type]
        .where(*which, _IS_ALIVE)
        .values(
            wanted=Outgoing.wanted + 1,
            state=case((_IS_SHOWN, OutgoingState.PENDING), else_=Outgoing.state),
            not_before=case((_IS_SHOWN, bindparam("due", type_=Outgoing.not_before.type)), else_=Outgoing.not_before),
            attempts=case((_IS_SHOWN, 0), else_=Outgoing.attempts),
        )
    )


_NEWER = _newer(
    Outgoing.kind.in_(bindparam("kinds", expanding=True)),
    Outgoing.subject_id.in_(bindparam("subjects", expanding=True)),
)
_NEWER_ONE = _newer(Outgoing.kind == bindparam("of_kind"), Outgoing.subject_id == bindparam("of_subject"))


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


async def want_newer_once(session: AsyncSession, kind: str, subject_ids: Collection[int], settle: timedelta) -> None:
    """The same, once for all who want it in a batch."""
    due = session.info["machine_now"] + settle
    rows = {(kind, each): {"of_kind": kind, "of_subject": each, "due": due} for each in subject_ids}
    await set_down_once(session, _NEWER_ONE, rows)


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
