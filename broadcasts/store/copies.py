"""Copies of a notice: rows of the outbox that are written, counted and taken back in bulk."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Select, String, case, func, literal, null, or_, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.ext.asyncio import AsyncSession

from broadcasts.audience import Audience
from broadcasts.canary import Outcomes
from broadcasts.receipts import ON_THE_WAY
from broadcasts.store import audiences
from broadcasts.store.audiences import in_audience
from broadcasts.store.dialect import insert
from models.broadcasts import Notice
from models.kinds import GroupState, NoticeKind, OutgoingState, Priority, Repeat
from models.outbox import Outgoing
from models.pyramid import Group, Unit
from outbox.turns import STEP, turn_at

COPY, RECALL, PROGRESS = audiences.COPY, "notice_recall", "notice_progress"
# A drill goes in the last lane: whatever is real overtakes it.
LANES = {NoticeKind.EMERGENCY: Priority.EMERGENCY, NoticeKind.DRILL: Priority.DIGEST}
STATE = Outgoing.state.type
MAY_ARRIVE = (OutgoingState.CLAIMED, OutgoingState.SENDING, OutgoingState.UNCERTAIN)


def key(start: str, tail: Any) -> ColumnElement[str]:
    """The key that lets a row be written once: `start` followed by an id."""
    return literal(start).concat(sql_cast(tail, String))


async def write(session: AsyncSession, columns: dict[str, Any], rows: Select[Any], *, is_new: bool = False) -> int:
    """INSERT … SELECT into the outbox, whatever the number of rows; those whose key is known are left out.

    `is_new`: the caller has left them out, which saves a third of PostgreSQL's time; one that is there all the same is an error.
    """
    values: dict[str, Any] = {
        "args": literal({}, Outgoing.args.type),
        "offered": literal([], Outgoing.offered.type),
        "viewer": literal(""),
        "repeat": literal(Repeat.AGAIN, Outgoing.repeat.type),
        "state": literal(OutgoingState.PENDING, STATE),
        "wanted": literal(1),
        "shown": literal(0),
        "attempts": literal(0),
        "unsure": literal(0),
        "not_before": literal(session.info["machine_now"], Outgoing.not_before.type),
        # Spread over the time that sending takes, so that of two notices the later does not wait for the whole of the earlier.
        "turn": literal(turn_at(session.info["machine_now"])) + STEP * func.row_number().over(),
        **columns,
    }
    statement = insert(session, Outgoing).from_select(list(values), rows.with_only_columns(*values.values()))
    result = await session.execute(
        statement if is_new else statement.on_conflict_do_nothing(index_elements=["key"]),
        execution_options={"preserve_rowcount": True},  # psycopg's count is lost otherwise
    )
    written = cast("CursorResult[Any]", result).rowcount
    if written:
        session.info["outbox_grew"] = True
    return written


def _columns(notice: Notice, group: Any, unit: Any, now: datetime, machine_now: datetime) -> dict[str, Any]:
    is_away = group.state == GroupState.AWAY
    return {
        "group_id": group.id,
        "bot_id": group.bot_id,
        "kind": literal(COPY),
        "subject_id": literal(notice.id),
        "viewer": sql_cast(unit.tier, String),
        "priority": literal(LANES.get(notice.kind, Priority.NOTICE)),
        "key": key(f"notice:{notice.id}:g", group.id),
        "state": case((is_away, literal(OutgoingState.PARKED, STATE)), else_=literal(OutgoingState.PENDING, STATE)),
        "trouble": case((is_away, literal("away")), else_=null()),
        "caused_at": literal(now, Outgoing.caused_at.type),
        "expires_at": literal(notice.expires_at, Outgoing.expires_at.type),
        # Spread as in `write`, but without numbering ten thousand rows first.
        "turn": literal(turn_at(machine_now)) + STEP * (group.id % max(notice.group_count, 1)),
    }


async def fan_out(session: AsyncSession, notice: Notice, audience: Audience, path: str, now: datetime) -> int:
    """A copy for every bound chat of the audience that has none yet; returns how many. The words stay in the notice."""
    have_one = select(Outgoing.group_id).where(
        Outgoing.kind == COPY, Outgoing.subject_id == notice.id, Outgoing.group_id.is_not(None)
    )
    everyone = (
        select(Group.id)
        .join(Unit, Unit.id == Group.unit_id)
        .where(in_audience(audience, path), Group.id.not_in(have_one))
    )
    return await write(session, _columns(notice, Group, Unit, now, session.info["machine_now"]), everyone, is_new=True)


async def fan_out_canary(
    session: AsyncSession, notice: Notice, audience: Audience, path: str, *, wanted: int, now: datetime
) -> int:
    """Copies for `wanted` reachable chats, evenly spread over the audience."""
    place = (func.row_number().over(order_by=Unit.path) - 1).label("place")
    ranked = (
        select(Group.id, Group.bot_id, Group.state, Unit.tier, place, func.count().over().label("places"))
        .join(Unit, Unit.id == Group.unit_id)
        .where(in_audience(audience, path), Group.state == GroupState.BOUND)
        .subquery()
    )
    spread = select(ranked.c.id).where((ranked.c.place * wanted) % ranked.c.places < wanted)
    columns = _columns(notice, ranked.c, ranked.c, now, session.info["machine_now"])
    return await write(session, columns, spread)


async def outcomes(session: AsyncSession, notice_id: int) -> Outcomes:
    """What became of the copies so far. Parked in a chat that is gone is not refused."""
    copies = (
        select(Outgoing.state, (Outgoing.shown > 0).label("is_shown"), Group.state.label("group_state"))
        .join(Group, Group.id == Outgoing.group_id)
        .where(Outgoing.kind == COPY, Outgoing.subject_id == notice_id)
        .subquery()
    )
    found: Any = await session.execute(select(*copies.c, func.count()).group_by(*copies.c))
    sent = waiting = refused = total = 0
    for state, is_shown, group_state, count in found:
        total += count
        sent += count * is_shown
        waiting += count * (not is_shown and state in ON_THE_WAY)
        is_kept = state in {OutgoingState.PARKED, OutgoingState.DROPPED}
        refused += count * (not is_shown and is_kept and group_state is GroupState.BOUND)
    return Outcomes(sent=sent, waiting=waiting, refused=refused, total=total)


async def take_back(session: AsyncSession, notice: Notice, since: datetime, now: datetime) -> int:
    """A deletion for every copy sent since then (machine time) or still on its way; returns how many."""
    is_young = (Outgoing.message_id.is_not(None)) & (Outgoing.sent_at >= since)
    copies = select(Outgoing.id).where(
        Outgoing.kind == COPY,
        Outgoing.subject_id == notice.id,
        or_(is_young, Outgoing.message_id.is_(None) & Outgoing.state.in_(MAY_ARRIVE)),
    )
    columns = {
        "group_id": Outgoing.group_id,
        "bot_id": Outgoing.bot_id,
        "kind": literal(RECALL),
        "subject_id": literal(notice.id),
        "priority": literal(Priority.ANSWER),
        "key": key(f"recall:{notice.id}:g", Outgoing.group_id),
        "caused_at": literal(now, Outgoing.caused_at.type),
    }
    return await write(session, columns, copies)


async def copy_in_group(session: AsyncSession, notice_id: int, group_id: int) -> Outgoing | None:
    """The one copy that a group has."""
    found = await session.scalars(select(Outgoing).where(Outgoing.key == f"notice:{notice_id}:g{group_id}"))
    return found.one_or_none()


async def sent_at(session: AsyncSession, row_id: int) -> datetime | None:
    """When a row last reached its chat (machine time)."""
    moment: datetime | None = await session.scalar(select(Outgoing.sent_at).where(Outgoing.id == row_id))
    return moment


async def sent_before(session: AsyncSession, notice_id: int, moment: datetime) -> int:
    """How many copies are older than this (machine time)."""
    is_old = (Outgoing.shown > 0) & (Outgoing.sent_at < moment)
    copies = select(func.count()).where(Outgoing.kind == COPY, Outgoing.subject_id == notice_id, is_old)
    return await session.scalar(copies) or 0
