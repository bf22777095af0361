"""The planned tree is written: units, how they stood before, and whose chat is whose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import GroupState, Priority, Tier
from models.pyramid import Group, Unit, UnitVersion
from outbox.enqueue import Say, enqueue
from outbox.resume_group import resume_group
from pyramid.roster_chats import ChatPlan, Seat, plan_chats
from pyramid.roster_units import Units, UnitState
from pyramid.store import roster as store

TIME_TO_BIND = timedelta(minutes=15)  # how long the bot stays in a chat that belongs to no unit


@dataclass(slots=True)
class Ground:
    """What the database holds before the roster is read."""

    ids: dict[str, int] = field(default_factory=dict)  # code → unit
    units: dict[str, UnitState] = field(default_factory=dict)
    seats: dict[int, Seat] = field(default_factory=dict)  # by group id


async def read_ground(session: AsyncSession) -> Ground:
    """All units and chats as they are."""
    ground = Ground()
    rows = await store.all_units(session)
    codes = {row[0]: row[1] for row in rows}
    ground.ids = {code: unit_id for unit_id, code in codes.items()}
    chats: dict[int, tuple[int, int]] = {}  # unit → chat, group
    for group_id, unit_id, chat_id, state, bot_id in await store.all_chats(session):
        ground.seats[group_id] = Seat(group_id, codes.get(unit_id or 0), chat_id, state, bot_id)
        if chat_id is not None and unit_id is not None:
            chats[unit_id] = (chat_id, group_id)
    former: dict[int, set[int]] = {}
    for chat_id, group_id in await store.all_former_chats(session):
        former.setdefault(group_id, set()).add(chat_id)
    for unit_id, code, parent, tier, kind, name, retired_at, successor in rows:
        chat, group = chats.get(unit_id, (None, 0))
        ground.units[code] = UnitState(
            code, codes.get(parent or 0, ""), tier, kind, name, retired_at is not None, codes.get(successor or 0, ""),
            chat, frozenset(former.get(group, ())),
        )  # fmt: skip
    return ground


async def write_units(session: AsyncSession, ground: Ground, after: Units, *, now: datetime) -> dict[str, int]:
    """Make the units those of the plan; returns code → unit id. Nothing is written for what stays as it is."""
    ids = dict(ground.ids)
    fresh = [unit for code, unit in after.items() if code not in ids]
    for tier in Tier:
        rows = [_new_row(unit, ids, now) for unit in fresh if unit.tier is tier]
        if rows:
            ids |= await store.insert_units(session, rows)
    changed = [
        unit
        for code, unit in after.items()
        if code in ground.units and _standing(unit) != _standing(ground.units[code])
    ]
    merged = [unit for unit in fresh if unit.successor]  # their successor had no id a moment ago
    await store.update_rows(session, Unit, [_row(unit, ids, now) for unit in (*changed, *merged)])
    if fresh or changed:
        await store.write_paths(session)
    await store.close_versions(session, [ids[unit.code] for unit in changed], now)
    versions = [_version(unit, ids, now) for unit in (*fresh, *changed) if not unit.is_retired]
    await store.insert_rows(session, UnitVersion, versions)
    await _write_chats(session, ground, after, ids, now=now)
    return ids


def _standing(unit: UnitState) -> tuple[str, ...]:
    """What a version remembers."""
    return (unit.parent, unit.name, unit.kind, str(unit.is_retired), unit.successor)


def _new_row(unit: UnitState, ids: Mapping[str, int], now: datetime) -> dict[str, Any]:
    return {
        "code": unit.code,
        "parent_id": ids.get(unit.parent),
        "tier": unit.tier,
        "kind": unit.kind,
        "name": unit.name,
        "path": "",
        "valid_from": now,
        "valid_to": now if unit.is_retired else None,
    }


def _row(unit: UnitState, ids: Mapping[str, int], now: datetime) -> dict[str, Any]:
    return {
        "id": ids[unit.code],
        "parent_id": ids.get(unit.parent),
        "kind": unit.kind,
        "name": unit.name,
        "valid_to": now if unit.is_retired else None,
        "successor_id": ids.get(unit.successor) if unit.is_retired else None,
    }


def _version(unit: UnitState, ids: Mapping[str, int], now: datetime) -> dict[str, Any]:
    return {
        "unit_id": ids[unit.code],
        "parent_id": ids.get(unit.parent),
        "name": unit.name,
        "kind": unit.kind,
        "valid_from": now,
    }


async def _write_chats(
    session: AsyncSession, ground: Ground, after: Units, ids: Mapping[str, int], *, now: datetime
) -> None:
    wanted = {code: unit.chat_id for code, unit in after.items() if unit.chat_id is not None}
    plan = plan_chats(ground.seats, wanted)
    touched = [seat for seat in (*plan.bound, *plan.released) if seat.id]
    # First nobody sits anywhere: a chat has one row, and a unit has one chat, at any moment.
    await store.clear_seats(session, [seat.id for seat in touched])
    await store.update_rows(session, Group, [_seat_row(seat, ids, now) for seat in touched])
    fresh = [_seat_row(seat, ids, now) | {"since": now} for seat in (*plan.bound, *plan.released) if not seat.id]
    for row in fresh:
        del row["id"]
    await store.insert_rows(session, Group, fresh)
    await _tell_chats(session, plan, now=now)


async def _tell_chats(session: AsyncSession, plan: ChatPlan, *, now: datetime) -> None:
    """Chats where the bot sits hear what changed; what waited for a unit goes to its chat of today."""
    says = []
    told = [(seat, "group_bound") for seat in plan.bound] + [(seat, "group_released") for seat in plan.released]
    for seat, kind in told:
        if not seat.is_manned or seat.chat_id is None or seat.bot_id is None:
            continue
        group_id = seat.id or await store.group_id_of_chat(session, seat.chat_id)
        says.append(Say(kind, subject_id=group_id, group_id=group_id, priority=Priority.ANSWER))
        if seat.unit is not None:
            await resume_group(session, group_id, seat.bot_id)
    await enqueue(session, says, now=now)


def _seat_row(seat: Seat, ids: Mapping[str, int], now: datetime) -> dict[str, Any]:
    return {
        "id": seat.id,
        "unit_id": None if seat.unit is None else ids[seat.unit],
        "chat_id": seat.chat_id,
        "state": seat.state,
        "bot_id": seat.bot_id,
        "leave_at": now + TIME_TO_BIND if seat.state is GroupState.UNBOUND else None,
    }
